#include "probe/proxy.h"

#include "observation/redaction.h"

#include <QNetworkProxyFactory>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <array>
#include <mutex>

namespace wirewise::probe {

using observation::Endpoint;
using observation::ProxyChoice;
using observation::ProxyFacts;
using observation::Settings;
using wire::Tunnel;
using wire::TunnelKind;
using wire::TunnelRefusal;
using wire::TunnelState;

namespace {

ProxyChoice noProxy()
{
    ProxyChoice choice;
    choice.kind = ProxyChoice::Kind::None;
    return choice;
}

ProxyChoice askSystem(const QUrl &url)
{
    static std::mutex oneAtATime; // the libraries behind it promise nothing about threads
    const std::lock_guard lock(oneAtATime);
    for (const QNetworkProxy &proxy : QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url))) {
        ProxyChoice choice;
        if (proxy.type() == QNetworkProxy::NoProxy)
            return noProxy();
        if (proxy.type() == QNetworkProxy::Socks5Proxy)
            choice.kind = ProxyChoice::Kind::Socks5;
        else if (proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy)
            choice.kind = ProxyChoice::Kind::Http;
        else
            continue;
        choice.host = QUrl::toAce(proxy.hostName());
        if (choice.host.isEmpty())
            choice.host = proxy.hostName().toUtf8();
        choice.port = proxy.port();
        choice.user = proxy.user().toUtf8();
        choice.password = proxy.password().toUtf8();
        return choice;
    }
    return noProxy();
}

void maskAll(QByteArray &bytes, const QByteArray &secret)
{
    if (secret.isEmpty())
        return;
    for (qsizetype at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + secret.size()))
        std::fill_n(bytes.data() + at, secret.size(), '*');
}

/// RFC 1929 section 2: the sub-negotiation carries user name and password in clear.
QByteArray maskedSent(const Tunnel &tunnel, const ProxyChoice &proxy)
{
    QByteArray sent = tunnel.sent();
    if (proxy.kind != ProxyChoice::Kind::Socks5) {
        // An answer to a Digest challenge makes it two requests, and each has credentials.
        const qsizetype second = sent.indexOf("\r\n\r\nCONNECT ");
        const qsizetype size = second < 0 ? sent.size() : second + 4;
        return observation::masked(QByteArrayView(sent).first(size)) +
               observation::masked(QByteArrayView(sent).sliced(size));
    }
    maskAll(sent, QByteArray(1, static_cast<char>(proxy.password.size())) + proxy.password);
    return sent;
}

/// RFC 7616 section 3.4: the client's own part in a digest.
QByteArray randomText()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random).toHex();
}

ProxyFacts::Result resultOfStatus(int status)
{
    switch (status) {
    case 407: // RFC 9110 section 15.5.8
        return ProxyFacts::Result::AuthRequired;
    case 500:
    case 502:
    case 503:
    case 504:
        return ProxyFacts::Result::TargetUnreachable;
    case 400: // what a web server says to a method or target that it does not know
    case 404:
    case 405:
    case 501:
        return ProxyFacts::Result::WrongKind;
    default:
        return status >= 200 && status < 400 ? ProxyFacts::Result::WrongKind : ProxyFacts::Result::Denied;
    }
}

ProxyFacts::Result resultOfRefusal(const Tunnel &tunnel)
{
    switch (tunnel.refusal()) {
    case TunnelRefusal::HttpStatus:
        return resultOfStatus(tunnel.response() ? tunnel.response()->status : 0);
    case TunnelRefusal::SocksMethod:
    case TunnelRefusal::SocksCredentials:
        return ProxyFacts::Result::AuthRequired;
    case TunnelRefusal::SocksReply: {
        // RFC 1928 section 6: 2 is the ruleset; 7 and 8 are refusals of the request itself.
        const quint8 reply = tunnel.socksReply().value_or(1);
        return reply == 2 || reply == 7 || reply == 8 ? ProxyFacts::Result::Denied
                                                      : ProxyFacts::Result::TargetUnreachable;
    }
    case TunnelRefusal::NotSendable:
        return ProxyFacts::Result::Denied;
    case TunnelRefusal::None:
        break;
    }
    return ProxyFacts::Result::None;
}

} // namespace

std::optional<ProxyChoice> proxyWithoutAsking(const Endpoint &endpoint, const Settings &settings)
{
    if (settings.proxy.kind != ProxyChoice::Kind::System)
        return settings.proxy;
    if (endpoint.isLoopback())
        return noProxy();
    return {};
}

SystemProxyLookup::SystemProxyLookup(const Endpoint &endpoint, std::function<void(const ProxyChoice &)> done)
    : m_answer(
          [endpoint] {
              QUrl url;
              url.setScheme(endpoint.secure ? QStringLiteral("https") : QStringLiteral("http"));
              url.setHost(QString::fromLatin1(endpoint.host));
              url.setPort(endpoint.port);
              url.setPath(QStringLiteral("/"));
              return askSystem(url);
          },
          std::move(done))
{
}

Tunnel tunnelThrough(const ProxyChoice &proxy, const Endpoint &endpoint)
{
    std::optional<wire::TunnelCredentials> credentials;
    if (!proxy.user.isEmpty() || !proxy.password.isEmpty())
        credentials = wire::TunnelCredentials{proxy.user, proxy.password, randomText()};
    const TunnelKind kind =
        proxy.kind == ProxyChoice::Kind::Socks5 ? TunnelKind::Socks5 : TunnelKind::HttpConnect;
    return Tunnel(kind, {endpoint.host, endpoint.port}, std::move(credentials));
}

void readTunnel(const Tunnel &tunnel, const ProxyChoice &proxy, ProxyFacts &facts)
{
    facts.sent = maskedSent(tunnel, proxy);
    facts.received = observation::masked(QByteArrayView(tunnel.received()));
    facts.socksReply = tunnel.socksReply() ? *tunnel.socksReply() : -1;
    facts.status = tunnel.response() ? tunnel.response()->status : 0;
    switch (tunnel.state()) {
    case TunnelState::Negotiating:
        break;
    case TunnelState::Open:
        facts.result = ProxyFacts::Result::Tunnelled;
        break;
    case TunnelState::Refused:
        facts.result = resultOfRefusal(tunnel);
        break;
    case TunnelState::WrongKind:
        facts.result = ProxyFacts::Result::WrongKind;
        break;
    case TunnelState::Ended:
        facts.result = ProxyFacts::Result::Closed;
        break;
    }
    if (tunnel.socksReply() && *tunnel.socksReply() != 0)
        facts.detail = QString::fromLatin1(wire::socksReplyText(*tunnel.socksReply()));
    else if (tunnel.response())
        facts.detail = QString::fromUtf8(tunnel.response()->reason);
}

} // namespace wirewise::probe
