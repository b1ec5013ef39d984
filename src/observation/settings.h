#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>

namespace wirewise::observation {

enum class ProbeKind { Head, Get, Upgrade };
QByteArray toString(ProbeKind kind); ///< "head", "get", "upgrade"
std::optional<ProbeKind> probeKindFromString(const QByteArray &text);

enum class AddressFamily { Any, Ipv4, Ipv6 };
QByteArray toString(AddressFamily family); ///< "any", "ipv4", "ipv6"
std::optional<AddressFamily> addressFamilyFromString(const QByteArray &text);

/// Which way out.
struct ProxyChoice
{
    enum class Kind { System, None, Http, Https, Socks5 };
    Kind kind = Kind::System; ///< System never applies to loopback
    QByteArray host;
    quint16 port = 0;
    QByteArray user, password;

    friend bool operator==(const ProxyChoice &, const ProxyChoice &) = default;
};

QByteArray toString(ProxyChoice::Kind kind); ///< "system", "none", "http", "https", "socks5"
std::optional<ProxyChoice::Kind> proxyKindFromString(const QByteArray &text);

/// --resolve HOST:PORT:ADDRESS[,ADDRESS…] as curl has it.
struct ResolveOverride
{
    QByteArray host;
    quint16 port = 0;
    QList<QByteArray> addresses; ///< literals without brackets

    friend bool operator==(const ResolveOverride &, const ResolveOverride &) = default;
};

using HeaderPair = std::pair<QByteArray, QByteArray>;

/// Everything that shapes the probes of one check. A value: an experiment is the same probe under
/// changed Settings or a changed Endpoint.
struct Settings
{
    static constexpr qint64 UsualLargestMessage = qint64(64) * 1024 * 1024;

    QList<HeaderPair> headers; ///< sent with every probe, in order
    /// Values that count as secrets wherever they stand, because the user said so of a variable.
    QList<QByteArray> secrets;
    std::optional<QByteArray> origin;
    QList<QByteArray> subprotocols;
    std::optional<QByteArray> key;       ///< overrides Sec-WebSocket-Key, also wrongly
    std::optional<QByteArray> wsVersion; ///< overrides Sec-WebSocket-Version
    std::optional<QByteArray> host;      ///< overrides the Host header
    QByteArray extensions;               ///< Sec-WebSocket-Extensions of the upgrade; empty offers none

    ProxyChoice proxy;
    QList<ResolveOverride> resolve;
    AddressFamily family = AddressFamily::Any;

    QString caFile, certificateFile, keyFile; ///< PEM files
    QList<QByteArray> alpn{"http/1.1"};       ///< offered in the ClientHello, in order; empty offers none
    bool insecure = false; ///< no verification; the user consented to send credentials over it

    std::chrono::milliseconds timeout{10000};    ///< for each phase: name, connect, TLS, first byte
    std::chrono::milliseconds listen{1000};      ///< watching after a 101
    QList<QByteArray> send;                      ///< texts sent once the connection is open
    qint64 largestMessage = UsualLargestMessage; ///< bytes of one that is received, inflated; more is refused
    QList<ProbeKind> probes{ProbeKind::Head, ProbeKind::Get, ProbeKind::Upgrade};
    bool experiments = true;
    bool sequential = false;

    friend bool operator==(const Settings &, const Settings &) = default;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::Settings)
