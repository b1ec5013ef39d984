#include "cli/spokendialect.h"

namespace wirewise::cli {

namespace {

constexpr int LookedAt = 12; // first messages
constexpr qsizetype LargestRead = 64 * 1024;

bool hasPackets(wire::Dialect dialect)
{
    using wire::Dialect;
    return dialect != Dialect::Unknown && dialect != Dialect::Json && dialect != Dialect::MessagePack &&
           dialect != Dialect::Cbor;
}

} // namespace

void SpokenDialect::begin(const observation::Exchange &upgrade)
{
    const QByteArray target = upgrade.request().target;
    const QByteArray subprotocol =
        upgrade.response ? upgrade.response->headers.value("Sec-WebSocket-Protocol") : QByteArray();
    m_dialect = wire::announcedDialect({target, subprotocol});
    const QByteArray query = '&' + target.mid(target.indexOf('?') + 1) + '&';
    m_clientPings =
        m_dialect == wire::Dialect::SocketIo && (query.contains("&EIO=3&") || query.contains("&EIO=2&"));
}

QList<wire::Packet> SpokenDialect::read(const observation::Message &message)
{
    if (wire::isControl(message.opcode) || message.payload.size() > LargestRead)
        return {};
    if (m_dialect == wire::Dialect::Unknown && m_looked < LookedAt) {
        ++m_looked;
        const wire::Dialect guess = wire::guessDialect(message.opcode, message.payload);
        if (hasPackets(guess))
            m_dialect = guess;
    }
    const wire::Decoder *decoder = hasPackets(m_dialect) ? wire::decoderOf(m_dialect) : nullptr;
    return decoder && decoder->decode ? decoder->decode(message.opcode, message.payload)
                                      : QList<wire::Packet>();
}

} // namespace wirewise::cli
