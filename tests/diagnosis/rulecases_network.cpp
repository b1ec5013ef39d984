#include "rulecases.h"

#include "support/observations.h"

namespace wirewise::test {

using observation::AddressAttempt;
using observation::ConnectionFacts;
using observation::Outcome;
using observation::ProxyChoice;
using observation::ProxyFacts;

namespace {

ConnectionFacts attempts(Outcome six, Outcome four)
{
    using namespace std::chrono_literals;
    ConnectionFacts facts;
    facts.attempts = {{"::1", true, six, 1ms, {}}, {"127.0.0.1", false, four, 1ms, {}}};
    return facts;
}

ConnectionFacts byProxy(ProxyFacts::Result result, const QByteArray &received = {},
                        ProxyChoice::Kind kind = ProxyChoice::Kind::Http)
{
    ProxyFacts proxy;
    proxy.kind = kind;
    proxy.host = "proxy.example";
    proxy.port = 3128;
    proxy.result = result;
    proxy.received = received;
    ConnectionFacts facts;
    facts.proxy = proxy;
    return facts;
}

observation::Observation offline()
{
    observation::Observation made = anObservation().of("wss://chat.example/ws").all(Outcome::Offline);
    made.offline = true;
    return made;
}

observation::Observation typed(const char *address)
{
    observation::Observation made;
    made.typed = QString::fromUtf8(address);
    made.endpoint = observation::parseEndpoint(made.typed);
    made.startedAt = QDateTime(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC);
    return made;
}

observation::Observation reachedBy(Outcome six, Outcome four)
{
    observation::Observation made =
        anObservation().head(answer("200 OK")).get(answer("200 OK")).upgrade(switching());
    for (observation::Exchange &exchange : made.exchanges)
        exchange.connection = attempts(six, four);
    return made;
}

observation::Observation endingAfter(const QByteArray &received)
{
    observation::Observation made = anObservation().upgrade(received);
    made.exchanges.last().end = observation::StreamEnd::ClosedByPeer;
    made.exchanges.last().readResponse();
    return made;
}

observation::Observation truncated(const QByteArray &headers)
{
    return endingAfter("HTTP/1.1 503 Service Unavailable\r\n" + headers + "\r\nupstream failed");
}

/// Silent when asked as SOCKS, and then asked as HTTP.
observation::Observation askedAsHttp(ProxyFacts::Result result)
{
    observation::Observation made =
        anObservation()
            .all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::TimedOut, {}, ProxyChoice::Kind::Socks5))
            .tried("proxy-kind", Outcome::ProxyFailed);
    made.experiments.last().exchange.connection = byProxy(result, "HTTP/1.1 403 Forbidden\r\n");
    return made;
}

/// Checked by a host that was lost on the way.
test::ObservationFactory elsewhere()
{
    return anObservation().lostAt(QStringLiteral("ssh:bastion"),
                                  QStringLiteral("The connection to bastion was lost."));
}

} // namespace

QList<RuleCase> networkCases()
{
    const auto working = anObservation().head(answer("200 OK")).get(answer("200 OK")).upgrade(switching());
    return {
        {"no route to any network", "local.offline", true, offline()},
        {"a dead host is not this computer", "local.offline", false,
         anObservation().all(Outcome::ConnectTimedOut)},
        {"stopped by the user", "local.not-checked", true, anObservation().all(Outcome::Stopped)},
        {"a server that does not answer", "local.not-checked", false, anObservation().all(Outcome::TimedOut)},
        {"another place that cannot be reached", "local.place-lost", true, elsewhere().all(Outcome::Stopped)},
        {"another place that is lost after the answer", "local.place-lost", false,
         elsewhere().upgrade(switching())},
        {"an unreadable file", "local.failure", true, anObservation().all(Outcome::LocalFailure)},
        {"refused by the peer", "local.failure", false, anObservation().all(Outcome::Refused)},
        {"a space", "url.invalid", true, typed("ws://exa mple/ws")},
        {"a port that is none", "url.invalid", true, typed("ws://example:99999/ws")},
        {"another scheme", "url.invalid", true, typed("ftp://example/ws")},
        {"a name that does not exist", "url.invalid", false,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameNotFound)},
        {"NXDOMAIN", "dns.not-found", true,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameNotFound)},
        {"no answer of the resolver", "dns.not-found", false,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameTimedOut)},
        {"SERVFAIL", "dns.failed", true,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameFailed)},
        {"resolver too late", "dns.failed", true,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameTimedOut)},
        {"NXDOMAIN is an answer", "dns.failed", false,
         anObservation().of("wss://nowhere.invalid/ws").all(Outcome::NameNotFound)},
        {"RST to SYN", "tcp.refused", true,
         anObservation().all(Outcome::Refused, attempts(Outcome::Refused, Outcome::Refused))},
        {"silence is not a refusal", "tcp.refused", false, anObservation().all(Outcome::ConnectTimedOut)},
        {"no answer to SYN", "tcp.timeout", true, anObservation().all(Outcome::ConnectTimedOut)},
        {"connected and silent", "tcp.timeout", false, anObservation().all(Outcome::TimedOut)},
        {"no route to host", "tcp.unreachable", true, anObservation().all(Outcome::Unreachable)},
        {"offline is not unreachable", "tcp.unreachable", false, offline()},
        {"IPv6 refused, IPv4 works", "tcp.one-family-only", true,
         reachedBy(Outcome::Refused, Outcome::Answered)},
        {"both work", "tcp.one-family-only", false, reachedBy(Outcome::Answered, Outcome::Answered)},
        {"no IPv6 here", "tcp.one-family-only", false, reachedBy(Outcome::Unreachable, Outcome::Answered)},
        {"both refuse", "tcp.one-family-only", false,
         anObservation().all(Outcome::Refused, attempts(Outcome::Refused, Outcome::Refused))},
        {"nothing listens at the proxy", "proxy.unreachable", true,
         anObservation().all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::Unreachable))},
        {"the server itself refuses", "proxy.unreachable", false, anObservation().all(Outcome::Refused)},
        {"407", "proxy.auth-required", true,
         anObservation().all(
             Outcome::ProxyFailed,
             byProxy(ProxyFacts::Result::AuthRequired, "HTTP/1.1 407 Proxy Authentication Required\r\n"))},
        {"407 with a login that is not spoken here", "proxy.auth-required", true,
         anObservation().all(
             Outcome::ProxyFailed,
             byProxy(ProxyFacts::Result::AuthRequired,
                     "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n"
                     "Content-Length: 0\r\n\r\n"))},
        {"the endpoint says 401", "proxy.auth-required", false,
         anObservation().get(answer("401 Unauthorized")).upgrade(answer("401 Unauthorized"))},
        {"403 to CONNECT", "proxy.tunnel-denied", true,
         anObservation().all(Outcome::ProxyFailed,
                             byProxy(ProxyFacts::Result::Denied, "HTTP/1.1 403 Forbidden\r\n"))},
        {"the endpoint says 403", "proxy.tunnel-denied", false,
         anObservation().get(answer("403 Forbidden")).upgrade(answer("403 Forbidden"))},
        {"503 to CONNECT", "proxy.target-unreachable", true,
         anObservation().all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::TargetUnreachable,
                                                           "HTTP/1.1 503 Service Unavailable\r\n"))},
        {"the proxy is down", "proxy.target-unreachable", false,
         anObservation().all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::Unreachable))},
        {"silent as SOCKS, answers as HTTP", "proxy.wrong-kind", true,
         askedAsHttp(ProxyFacts::Result::Denied)},
        {"silent as SOCKS and as HTTP", "proxy.wrong-kind", false, askedAsHttp(ProxyFacts::Result::TimedOut)},
        {"SOCKS asked, HTTP came", "proxy.wrong-kind", true,
         anObservation().all(Outcome::ProxyFailed,
                             byProxy(ProxyFacts::Result::WrongKind, "HTTP/1.1 400 Bad Request\r\n",
                                     ProxyChoice::Kind::Socks5))},
        {"closed on CONNECT", "proxy.wrong-kind", true,
         anObservation().all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::Closed))},
        {"a refusal in the right protocol", "proxy.wrong-kind", false,
         anObservation().all(Outcome::ProxyFailed, byProxy(ProxyFacts::Result::Denied))},
        {"SSH on the port", "http.not-http", true,
         anObservation()
             .head("SSH-2.0-OpenSSH_9.2\r\n")
             .get("SSH-2.0-OpenSSH_9.2\r\n")
             .upgrade("SSH-2.0-OpenSSH_9.2\r\n")},
        {"a broken status line", "http.not-http", false,
         anObservation().upgrade("HTTP/1.1 Switching Protocols 101\r\nUpgrade: websocket\r\n\r\n")},
        {"silence to everything", "http.no-response", true, anObservation().all(Outcome::TimedOut)},
        {"only the upgrade is silent", "http.no-response", false,
         anObservation().get(answer("200 OK")).upgrade(Outcome::TimedOut)},
        {"closed on everything", "http.closed-without-response", true, anObservation().all(Outcome::Closed)},
        {"reset on everything", "http.closed-without-response", true, anObservation().all(Outcome::Reset)},
        {"only the upgrade is closed", "http.closed-without-response", false,
         anObservation().get(answer("200 OK")).upgrade(Outcome::Closed)},
        {"a header without a colon", "http.malformed-response", true,
         anObservation().upgrade("HTTP/1.1 404 Not Found\r\nX-Backend app-01\r\nContent-Length: 0\r\n\r\n")},
        {"no code in the status line", "http.malformed-response", true,
         anObservation().upgrade("HTTP/1.1 Switching Protocols 101\r\nUpgrade: websocket\r\n\r\n")},
        {"a space before the colon", "http.malformed-response", true,
         anObservation().upgrade(
             "HTTP/1.1 403 Forbidden\r\nX-Backend : app-01\r\nContent-Length: 0\r\n\r\n")},
        {"no reason phrase is allowed", "http.malformed-response", false,
         anObservation().get(answer("404 ")).upgrade("HTTP/1.1 403 \r\nContent-Length: 0\r\n\r\n")},
        {"fewer bytes than declared", "http.truncated-response", true, truncated("Content-Length: 5000\r\n")},
        {"a 101 that ends inside its headers", "http.truncated-response", true,
         endingAfter("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConn")},
        {"a 101 without its headers is whole", "http.truncated-response", false,
         endingAfter("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")},
        {"the end is the end of the body", "http.truncated-response", false, truncated({})},
        {"a SETTINGS frame", "http.h2-only", true,
         anObservation()
             .head(Outcome::Closed)
             .get(Outcome::Closed)
             .upgrade(QByteArray("\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64", 15))},
        {"closed without h2", "http.h2-only", false, anObservation().all(Outcome::Closed)},
        {"works", "upgrade.ok", true, working},
        {"404", "upgrade.ok", false,
         anObservation().get(answer("404 Not Found")).upgrade(answer("404 Not Found"))},
    };
}

} // namespace wirewise::test
