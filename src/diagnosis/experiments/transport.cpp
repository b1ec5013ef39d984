#include "diagnosis/experiments/row.h"

namespace wirewise::diagnosis::experiments {

namespace {

using observation::Outcome;
using observation::Probe;
using observation::ProbeKind;
using observation::ProxyChoice;
using observation::ProxyFacts;
using TlsResult = observation::TlsFacts::Result;

// ---- the proxy on this side

bool proxyFailed(const Situation &now)
{
    return now.upgrade->connection.proxy && now.upgrade->outcome == Outcome::ProxyFailed;
}

bool proxyMayDecide(const Situation &now)
{
    return proxyFailed(now) || (now.upgrade->connection.proxy && now.requestMayMatter());
}

QList<Variation> direct(const Situation &now)
{
    Probe probe = same(now);
    probe.settings.proxy = {ProxyChoice::Kind::None, {}, 0, {}, {}};
    return {{Words::tr("Without the proxy"), probe}};
}

/// Connected, and no answer that belongs to the kind it was asked as.
bool proxyKindIsDoubtful(const Situation &now)
{
    if (!proxyFailed(now))
        return false;
    const ProxyFacts &proxy = *now.upgrade->connection.proxy;
    return !now.upgrade->connection.address.isEmpty() &&
           (proxy.result == ProxyFacts::Result::TimedOut || proxy.result == ProxyFacts::Result::Closed ||
            proxy.result == ProxyFacts::Result::WrongKind);
}

QList<Variation> otherProxyKind(const Situation &now)
{
    const ProxyFacts &proxy = *now.upgrade->connection.proxy;
    const bool socks = proxy.kind == ProxyChoice::Kind::Socks5;
    Probe probe = same(now);
    // What the user gave as a password was given for the other protocol.
    probe.settings.proxy = {
        socks ? ProxyChoice::Kind::Http : ProxyChoice::Kind::Socks5, proxy.host, proxy.port, {}, {}};
    return {{socks ? Words::tr("With the proxy asked as HTTP") : Words::tr("With the proxy asked as SOCKS5"),
             probe}};
}

// ---- TLS or clear

bool clearPortMayBeTls(const Situation &now)
{
    return !now.overTls() && !now.works && now.mayBeTls();
}

QList<Variation> overTls(const Situation &now)
{
    return {{Words::tr("With TLS, as wss, without credentials"), behindTls(now, true)}};
}

bool certificateFails(const Situation &now)
{
    return now.overTls() && now.upgrade->outcome == Outcome::TlsFailed &&
           now.tlsResult() == TlsResult::VerifyFailed;
}

QList<Variation> unverified(const Situation &now)
{
    return {{Words::tr("Control: without verification and without credentials"), behindTls(now, true)}};
}

bool tlsPortMayBeClear(const Situation &now)
{
    const bool failed =
        now.upgrade->outcome == Outcome::TlsFailed || now.upgrade->outcome == Outcome::TlsTimedOut;
    return now.overTls() && failed &&
           (now.tlsResult() == TlsResult::NotTls || now.tlsResult() == TlsResult::ClosedByPeer ||
            now.tlsResult() == TlsResult::ResetByPeer || now.tlsResult() == TlsResult::TimedOut);
}

QList<Variation> withoutTls(const Situation &now)
{
    return {{Words::tr("Without TLS, as ws, without credentials"), behindTls(now, false)}};
}

/// On the scheme's own port the other scheme has a port of its own, often with another configuration.
bool otherSchemeMayDecide(const Situation &now)
{
    const observation::Endpoint &endpoint = now.endpoint();
    return now.requestMayMatter() && !now.carriesHostOverride() &&
           endpoint.port == (endpoint.secure ? 443 : 80);
}

QList<Variation> otherScheme(const Situation &now)
{
    Probe probe = same(now);
    probe.endpoint.secure = !now.overTls();
    probe.endpoint.port = probe.endpoint.secure ? 443 : 80;
    probe.endpoint.portGiven = false;
    return {{now.overTls() ? Words::tr("On port 80, as ws, without credentials")
                           : Words::tr("On port 443, as wss, without credentials"),
             probe}};
}

bool mayBeHttp2Only(const Situation &now)
{
    return now.overTls() && now.upgrade->connection.tls && !now.works && !now.refused() &&
           (now.tlsResult() == TlsResult::Complete || now.tlsResult() == TlsResult::ClosedByPeer ||
            now.tlsResult() == TlsResult::AlertReceived);
}

QList<Variation> onlyHttp2(const Situation &now)
{
    Probe probe = behindTls(now, true);
    probe.kind = ProbeKind::Get;
    probe.settings.insecure = now.settings().insecure || !now.upgrade->connection.tls->verified;
    probe.settings.alpn = {"h2"};
    return {{Words::tr("Control: TLS that offers only HTTP/2"), probe}};
}

// ---- the PROXY protocol

/// Only to this computer: the line names a client, and elsewhere that would be a forged address.
bool proxyLineMayDecide(const Situation &now)
{
    return now.endsWithoutByte() && now.endpoint().isLoopback() && !now.upgrade->connection.proxy;
}

QList<Variation> withProxyLine(const Situation &now)
{
    Probe probe = same(now);
    probe.preamble =
        "PROXY TCP4 127.0.0.1 127.0.0.1 50000 " + QByteArray::number(now.endpoint().port) + "\r\n";
    return {{Words::tr("With a PROXY protocol line in front"), probe}};
}

constexpr Row table[] = {
    {.id = "direct",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells the proxy apart"),
     .decides = proxyMayDecide,
     .vary = direct},
    {.id = "proxy-kind",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells another kind of proxy"),
     .decides = proxyKindIsDoubtful,
     .vary = otherProxyKind},
    {.id = "over-tls",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a port that speaks TLS"),
     .credentials = Credentials::Removed,
     .decides = clearPortMayBeTls,
     .vary = overTls},
    {.id = "unverified",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells what is behind the certificate"),
     .credentials = Credentials::Removed,
     .decides = certificateFails,
     .vary = unverified},
    {.id = "without-tls",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a port that speaks plain HTTP"),
     .credentials = Credentials::Removed,
     .decides = tlsPortMayBeClear,
     .vary = withoutTls},
    {.id = "alpn-h2",
     .role = Role::Control,
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a server that speaks only HTTP/2"),
     .credentials = Credentials::Removed,
     .decides = mayBeHttp2Only,
     .vary = onlyHttp2},
    {.id = "with-proxy-line",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells a port that wants the PROXY protocol"),
     .decides = proxyLineMayDecide,
     .vary = withProxyLine},
    {.id = "other-scheme",
     .tellsApart = QT_TRANSLATE_NOOP("Experiments", "tells the configuration of the other port"),
     .credentials = Credentials::Removed,
     .decides = otherSchemeMayDecide,
     .vary = otherScheme},
};

} // namespace

std::span<const Row> transport()
{
    return table;
}

} // namespace wirewise::diagnosis::experiments
