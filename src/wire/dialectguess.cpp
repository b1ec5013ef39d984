#include "wire/dialectguess.h"

namespace wirewise::wire {

namespace {

constexpr int mostHeard = 12;
constexpr qsizetype largestRead = 64 * 1024; ///< first packets are short

} // namespace

bool hasPackets(Dialect dialect)
{
    return dialect != Dialect::Unknown && dialect != Dialect::Json && dialect != Dialect::MessagePack &&
           dialect != Dialect::Cbor;
}

void DialectGuess::hear(Opcode opcode, QByteArrayView payload)
{
    if (isSettled())
        return;
    ++m_heard;
    if (isControl(opcode) || payload.size() > largestRead)
        return;
    const Dialect guess = guessDialect(opcode, payload);
    if (m_dialect == Dialect::Unknown || hasPackets(guess))
        m_dialect = guess;
}

bool DialectGuess::isSettled() const
{
    return m_announced || hasPackets(m_dialect) || m_heard >= mostHeard;
}

} // namespace wirewise::wire
