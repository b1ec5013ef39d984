#include "observation/messagefilter.h"

#include "observation/payloadsieve.h"

namespace wirewise::observation {

bool MessageFilter::isEmpty() const
{
    return sent && received && text && binary && control && close && smallest <= 0 &&
           largest == std::numeric_limits<qint64>::max() && terms.isEmpty();
}

bool MessageFilter::passes(wire::Direction direction, wire::Opcode opcode, QByteArrayView payload) const
{
    PayloadSieve sieve(*this);
    sieve.begin(payload);
    return sieve.passes(direction, opcode, 0, payload.size());
}

bool holds(QByteArrayView haystack, QByteArrayView needle, bool anyCase)
{
    return ByteSearch(needle.toByteArray(), anyCase).indexIn(haystack) >= 0;
}

} // namespace wirewise::observation
