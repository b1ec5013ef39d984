#include "check/spokendialect.h"

#include "observation/dialectsigns.h"

namespace wirewise::check {

namespace {

/// What is longer is not taken apart to print one word beside it.
constexpr qsizetype LargestRead = 64 * 1024;

} // namespace

void SpokenDialect::begin(const observation::Exchange &upgrade)
{
    const wire::DialectSigns signs = observation::dialectSignsOf(upgrade);
    m_guess = wire::DialectGuess(signs);
    const QByteArray query = '&' + signs.target.mid(signs.target.indexOf('?') + 1) + '&';
    m_clientPings = m_guess.dialect() == wire::Dialect::SocketIo &&
                    (query.contains("&EIO=3&") || query.contains("&EIO=2&"));
}

QList<wire::Packet> SpokenDialect::read(const observation::Message &message)
{
    if (message.frames == 0) // sent as it was typed
        return {};
    m_guess.hear(message.opcode, message.payload);
    if (wire::isControl(message.opcode) || message.payload.size() > LargestRead ||
        !wire::hasPackets(m_guess.dialect()))
        return {};
    return wire::decoderOf(m_guess.dialect())->decode(message.opcode, message.payload);
}

} // namespace wirewise::check
