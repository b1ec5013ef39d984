// Contract of Tunnel: it never crashes; what it keeps is bounded; the same bytes in other portions lead to
// the same state with the same bytes written and handed over; once open, every further byte is handed over.

#include "fuzz/fuzzing.h"

#include "wire/tunnel.h"

using namespace wirewise;

namespace {

test::Told run(quint8 choice, const QList<QByteArrayView> &pieces, bool end)
{
    std::optional<wire::TunnelCredentials> credentials;
    if ((choice & 2) != 0)
        credentials = wire::TunnelCredentials{"user", "secret", "0a4f113b"};
    wire::Tunnel tunnel((choice & 1) != 0 ? wire::TunnelKind::Socks5 : wire::TunnelKind::HttpConnect,
                        {"host.example", 443}, credentials);
    test::Told told;
    for (const QByteArrayView piece : pieces) {
        tunnel.receive(piece);
        told.rest += tunnel.takeRest();
    }
    if (end)
        tunnel.receiveEnd();
    told.rest += tunnel.takeRest();
    told.events.append(tunnel.takeOutgoing());
    told.events.append(toString(tunnel.state()) + ' ' + toString(tunnel.refusal()) + ' ' +
                       QByteArray::number(tunnel.socksMethod().value_or(999)) + ' ' +
                       QByteArray::number(tunnel.socksReply().value_or(999)));
    told.events.append(tunnel.received());
    fuzz::require(tunnel.received().size() <= 64 * 1024, "keeps too much");
    fuzz::require(tunnel.state() == wire::TunnelState::Open || told.rest.isEmpty(), "rest without a tunnel");
    fuzz::require(!end || !tunnel.wantsMore(), "wants more after the end");
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    const quint8 choice = fuzz::takeChoice(&bytes);
    fuzz::requireSameHoweverFed(
        bytes, 2 + (choice >> 3), (choice & 4) != 0,
        [choice](const QList<QByteArrayView> &pieces, bool end) { return run(choice, pieces, end); });
    return 0;
}
