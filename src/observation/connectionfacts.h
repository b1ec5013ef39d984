#pragma once

#include "observation/settings.h"
#include "observation/timing.h"
#include "observation/tlsfacts.h"
#include "wire/response.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// How an exchange, or one attempt to connect, ended.
enum class Outcome {
    NotStarted,
    Running,
    Answered,     ///< a final response, or bytes that are no HTTP; see Exchange::received
    NameNotFound, ///< NXDOMAIN or no address
    NameFailed,   ///< the resolver failed
    NameTimedOut,
    Refused, ///< RST to SYN
    ConnectTimedOut,
    Unreachable, ///< network or host unreachable
    Offline,     ///< this computer has no route to any network
    ProxyFailed, ///< see ProxyFacts
    TlsFailed,   ///< see TlsFacts
    TlsTimedOut,
    Closed,       ///< the peer ended the stream (FIN) without a byte of an answer
    Reset,        ///< the peer reset the connection (RST) without a byte of an answer
    TimedOut,     ///< request sent, no byte before the limit
    Stopped,      ///< by the user
    Withheld,     ///< not sent on purpose: it would carry credentials over an unverified or clear connection
    LocalFailure, ///< unreadable certificate file, out of descriptors …; see detail
};
QByteArray toString(Outcome outcome); ///< the word of the JSON contract, for example "timed-out"
std::optional<Outcome> outcomeFromString(const QByteArray &text);

/// How the receiving side of the stream ended, apart from the outcome.
enum class StreamEnd { Open, ClosedByPeer, ResetByPeer, ClosedByUs, LimitReached, TimedOut };
QByteArray toString(StreamEnd end);
std::optional<StreamEnd> streamEndFromString(const QByteArray &text);

/// One address that was tried.
struct AddressAttempt
{
    QByteArray address;
    bool ipv6 = false;
    Outcome outcome = Outcome::NotStarted; ///< Answered means: connected
    Duration took{0};
    QString detail;

    friend bool operator==(const AddressAttempt &, const AddressAttempt &) = default;
};

/// The way through a proxy.
struct ProxyFacts
{
    enum class Result {
        None,
        Tunnelled,
        Unreachable,
        AuthRequired,
        Denied,
        TargetUnreachable,
        WrongKind,
        TimedOut,
        Closed
    };
    ProxyChoice::Kind kind = ProxyChoice::Kind::None;
    QByteArray host;
    quint16 port = 0;
    Result result = Result::None;
    QByteArray sent, received; ///< CONNECT or SOCKS bytes; credentials masked with equal length
    int socksReply = -1;       ///< RFC 1928 section 6
    int status = 0;            ///< of the answer to CONNECT
    QString detail;

    friend bool operator==(const ProxyFacts &, const ProxyFacts &) = default;
};

QByteArray toString(ProxyFacts::Result result); ///< for example "auth-required"
std::optional<ProxyFacts::Result> proxyResultFromString(const QByteArray &text);

/// Where one exchange went.
struct ConnectionFacts
{
    QByteArray address; ///< the one that was connected to (the proxy's if there is one)
    quint16 port = 0;
    bool ipv6 = false;
    quint16 localPort = 0;
    QList<AddressAttempt> attempts;
    std::optional<ProxyFacts> proxy;
    std::optional<TlsFacts> tls;

    friend bool operator==(const ConnectionFacts &, const ConnectionFacts &) = default;
};

} // namespace wirewise::observation
