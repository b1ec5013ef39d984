#pragma once

#include "wire/response.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace wirewise::wire {

enum class TunnelKind {
    HttpConnect, ///< RFC 9110 section 9.3.6, with Basic credentials (RFC 7617), or Digest if asked for (RFC
                 ///< 7616)
    Socks5,      ///< RFC 1928, with user name and password (RFC 1929); the proxy resolves the name
};

enum class TunnelState {
    Negotiating, ///< the proxy has not decided yet
    Open,        ///< bytes now go to and come from the target
    Refused,     ///< the proxy said no, see TunnelRefusal
    WrongKind,   ///< what answers does not speak this kind of proxy's protocol
    Ended,       ///< the stream ended before the proxy had decided
};

enum class TunnelRefusal {
    None,
    HttpStatus,       ///< an answer to CONNECT outside 2xx, see response()
    SocksMethod,      ///< no common way to authenticate (RFC 1928 section 3), see socksMethod()
    SocksCredentials, ///< user name or password refused (RFC 1929 section 2)
    SocksReply,       ///< RFC 1928 section 6, see socksReply()
    NotSendable,      ///< nothing was sent: target or credentials cannot be written in this protocol
};

/// Where the tunnel shall lead. An IPv6 address may stand in brackets or without.
struct TunnelTarget
{
    QByteArray host;
    quint16 port = 0;
};

struct TunnelCredentials
{
    QByteArray user;
    QByteArray password;
    QByteArray clientNonce = {}; ///< random text for Digest; empty: a Digest challenge is not answered
};

/// The client's side of a proxy's opening conversation: bytes in, bytes out; no socket, no clock.
/// Loop: write takeOutgoing(), feed what comes to receive(), look at state().
class Tunnel
{
public:
    Tunnel(TunnelKind kind, TunnelTarget target, std::optional<TunnelCredentials> credentials = {});
    ~Tunnel();
    Tunnel(Tunnel &&) noexcept;
    Tunnel &operator=(Tunnel &&) noexcept;

    /// Bytes to be written to the proxy, in order; empties the queue. Look after each receive().
    [[nodiscard]] QByteArray takeOutgoing();
    void receive(QByteArrayView bytes);
    /// The proxy ended the stream (FIN or reset); idempotent.
    void receiveEnd();

    [[nodiscard]] TunnelState state() const;
    [[nodiscard]] TunnelRefusal refusal() const;
    /// False once more bytes would add nothing. Refused by HTTP is known with the head: true until its
    /// body is there, so that the words in it can be quoted; who waits for it sets its own limit.
    [[nodiscard]] bool wantsMore() const;

    /// The answer to CONNECT as far as it is known; null before its head is complete and with SOCKS.
    [[nodiscard]] const Response *response() const;
    /// REP (RFC 1928 section 6): 0 succeeded, 1 general failure, 2 not allowed by ruleset,
    /// 3 network unreachable, 4 host unreachable, 5 connection refused, 6 TTL expired,
    /// 7 command not supported, 8 address type not supported.
    [[nodiscard]] std::optional<quint8> socksReply() const;
    /// METHOD as the proxy chose it (RFC 1928 section 3): 0 none, 2 user name and password, 255 no acceptable
    /// one.
    [[nodiscard]] std::optional<quint8> socksMethod() const;

    /// What was written and what came during the negotiation, for evidence; `received` keeps at most 64 KiB.
    [[nodiscard]] const QByteArray &sent() const;
    [[nodiscard]] const QByteArray &received() const;
    /// After Open: bytes of the target that came with the proxy's answer; the caller's from then on.
    [[nodiscard]] QByteArray takeRest();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// For example "negotiating".
QByteArray toString(TunnelState state);
QByteArray toString(TunnelRefusal refusal);
/// The meaning of REP in the words of RFC 1928, for example "connection not allowed by ruleset".
QByteArray socksReplyText(quint8 reply);

} // namespace wirewise::wire
