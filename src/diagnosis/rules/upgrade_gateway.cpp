#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;

/// The answer in which a gateway gives one of these statuses: to the upgrade, or to GET where the upgrade was
/// cut off without a byte. Varnish pipes an upgrade to a dead origin, and tells only GET what is wrong.
const Exchange *answerWith(const Facts &facts, std::initializer_list<int> statuses)
{
    const auto among = [&](int status) {
        return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
    };
    if (facts.refused)
        return among(facts.status) ? facts.upgrade : nullptr;
    const Hop *speaker = speakerOf(facts.getHops);
    const bool byProxy = speaker && speaker->kind <= Hop::Kind::Proxy;
    return (facts.dropped || facts.unanswered) && byProxy && among(facts.getStatus) ? facts.get : nullptr;
}

const Hop *speakerOfAnswer(const Facts &facts, const Exchange &exchange)
{
    return &exchange == facts.upgrade ? facts.speaker : speakerOf(facts.getHops);
}

QString gateway(const Facts &facts, const Exchange &exchange)
{
    const Hop *speaker = speakerOfAnswer(facts, exchange);
    return speaker ? speaker->name : facts.intermediaryName(Text::tr("The gateway"));
}

/// nginx writes 503 only where its configuration says so or a limit is reached, never for a backend.
bool byConfiguration(const Hop *speaker)
{
    return speaker && speaker->wrote && speaker->stack == "nginx";
}

/// Apache calls a failed TLS handshake with the backend 500; its page is the one of a proxy error.
bool isProxyError(const Facts &facts)
{
    return facts.refused && facts.status == 500 && facts.intermediarySpoke() &&
           facts.upgrade->response->body.contains("Proxy Error");
}

QList<Evidence> evidenceOf(const Facts &facts, const Exchange &exchange)
{
    const bool byGet = &exchange != facts.upgrade;
    QList<Evidence> evidence{statusLine(exchange, byGet ? Text::tr("Plain GET is told.")
                                                        : Text::tr("The answer to the upgrade."))};
    evidence += body(exchange, Text::tr("Who says it, and in what words."));
    evidence += header(exchange, "Retry-After", Text::tr("When to come back."));
    if (byGet)
        evidence.append(requestLine(*facts.upgrade, Text::tr("The upgrade was cut off without a byte.")));
    else if (facts.getAnswered)
        evidence.append(statusLine(*facts.get, facts.getStatus == facts.status
                                                   ? Text::tr("Plain GET gets the same.")
                                                   : Text::tr("Plain GET gets another answer.")));
    return evidence;
}

QString whereOf(const Facts &facts, const Exchange &exchange)
{
    const Hop *speaker = speakerOfAnswer(facts, exchange);
    return speaker
               ? Text::tr("The fix belongs behind %1, or in its settings for the backend.").arg(speaker->name)
               : Text::tr("The fix belongs behind the gateway, or in its settings for the backend.");
}

// upgrade.bad-gateway

constexpr CauseEntry badGatewayCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The application behind the proxy is not running, or listens on another port."),
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy's error log names the address it tried.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy speaks https to a backend that speaks http, or the reverse."),
     QT_TRANSLATE_NOOP("Diagnosis", "The error log mentions SSL, or an invalid header.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The backend closed the connection without an answer: some WebSocket libraries do so on HTTP/1.0."),
     QT_TRANSLATE_NOOP("Diagnosis", "proxy_http_version is not set.")}};
constexpr FixEntry badGatewayFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis", "Start the application, and let the proxy's address, port and scheme for it be right."),
     nullptr}};

std::optional<Judgement> badGateway(const Facts &facts)
{
    const Exchange *own =
        isProxyError(facts) ? facts.upgrade : answerWith(facts, {502, 520, 521, 523, 525, 526, 530});
    const auto words = facts.refused && facts.status == 400 ? says(*facts.upgrade, Saying::PlainHttpOnTlsPort)
                                                            : std::nullopt;
    const bool wrongScheme = words && (facts.tried("over-tls") || facts.endpoint->secure);
    if (!own && !wrongScheme)
        return {};
    const Exchange &exchange = own ? *own : *facts.upgrade;
    QList<Evidence> evidence = evidenceOf(facts, exchange);
    if (words)
        evidence.prepend(
            received(*facts.upgrade, *words, Text::tr("A server behind says that its port is for HTTPS.")));
    Judgement judgement{
        .confidence = own ? 0.93 : 0.85,
        .title =
            wrongScheme
                ? Text::tr("The proxy speaks plain HTTP to a backend that speaks TLS: %1.").arg(facts.status)
                : Text::tr("%1 gets no valid answer from the application behind it: %2.")
                      .arg(gateway(facts, exchange))
                      .arg(exchange.status()),
        .where = whereOf(facts, exchange),
        .evidence = evidence};
    // Where GET gets through, the application is there.
    const bool getThrough = facts.getAnswered && facts.getStatus < 500;
    if (own && !getThrough)
        leaveOpen(judgement, Doubt::DownOrClosing, facts);
    return judgement;
}

// upgrade.service-unavailable

constexpr CauseEntry unavailableCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "No backend is up for this path, or none matches it."),
     QT_TRANSLATE_NOOP("Diagnosis", "The state of the backends in the proxy or platform.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "Maintenance is switched on."),
     QT_TRANSLATE_NOOP("Diagnosis", "The body or Retry-After says so.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The service has no free place: its limit of connections is reached."),
     nullptr}};
constexpr FixEntry unavailableFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Start the backend, or end the maintenance. Clients should come back after Retry-After."),
     nullptr, true}};

std::optional<Judgement> unavailable(const Facts &facts)
{
    const Exchange *exchange = answerWith(facts, {503});
    if (!exchange)
        return {};
    const Hop *speaker = speakerOfAnswer(facts, *exchange);
    Judgement judgement{
        .confidence = 0.9,
        .title =
            byConfiguration(speaker)
                ? Text::tr("%1 says 503 by itself: maintenance, or a limit is reached.").arg(speaker->name)
            : speaker ? Text::tr("%1 says 503: the service behind it is unavailable.").arg(speaker->name)
                      : Text::tr("%1 answers the upgrade with 503, Service Unavailable.").arg(facts.host()),
        .where = byConfiguration(speaker)
                     ? Text::tr("The fix belongs in the configuration of %1.").arg(speaker->name)
                     : whereOf(facts, *exchange),
        .evidence = evidenceOf(facts, *exchange)};
    if (speaker && speaker->kind <= Hop::Kind::Proxy && !byConfiguration(speaker) &&
        !exchange->response->headers.contains("Retry-After"))
        leaveOpen(judgement, Doubt::DownOrUnmatched, facts);
    return judgement;
}

// upgrade.gateway-timeout

constexpr CauseEntry timeoutCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The application does slow work before it accepts the WebSocket."),
     QT_TRANSLATE_NOOP("Diagnosis", "The time until the answer is the proxy's limit.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy cannot connect to the application: packets are dropped."),
     QT_TRANSLATE_NOOP("Diagnosis", "The proxy's error log says timed out while connecting.")}};
constexpr FixEntry timeoutFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Let the application accept at once, and let the proxy reach it."),
     nullptr, true}};

std::optional<Judgement> gatewayTimeout(const Facts &facts)
{
    const Exchange *exchange = answerWith(facts, {504, 522, 524});
    if (!exchange)
        return {};
    QList<Evidence> evidence = evidenceOf(facts, *exchange);
    if (exchange->timing.wait)
        evidence.append(
            fact(Text::tr("%1 s").arg(static_cast<double>(exchange->timing.wait->count()) / 1e6, 0, 'f', 1),
                 Text::tr("How long the gateway waited.")));
    Judgement judgement{.confidence = 0.93,
                        .title = Text::tr("%1 waits in vain for the application behind it: %2.")
                                     .arg(gateway(facts, *exchange))
                                     .arg(exchange->status()),
                        .where = whereOf(facts, *exchange),
                        .evidence = evidence};
    leaveOpen(judgement, Doubt::SlowOrUnreachable, facts);
    return judgement;
}

constexpr const char *badReferences[] = {"RFC 9110 section 15.6.3"};
constexpr const char *unavailableReferences[] = {"RFC 9110 section 15.6.4"};
constexpr const char *timeoutReferences[] = {"RFC 9110 section 15.6.5"};
constexpr const char *refines[] = {"upgrade.unexpected-status", "upgrade.bad-request",
                                   "upgrade.server-error"};
constexpr const char *outranks[] = {"upgrade.dropped", "upgrade.timeout"};

constexpr FailureClass table[] = {
    {.id = "upgrade.bad-gateway",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The gateway gets no valid answer"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "A proxy or platform in front of the application was reached, and got nothing valid "
                      "from behind: refused, closed, or another protocol than it expects."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "nginx says 502 where the backend refuses or breaks, Apache 503 where it refuses and 502 where it "
         "breaks, HAProxy 503 where it has none. proxy.* is about the proxy on this side."),
     .causes = badGatewayCauses,
     .fixes = badGatewayFixes,
     .references = badReferences,
     .refines = refines,
     .outranks = outranks,
     .judge = badGateway},
    {.id = "upgrade.service-unavailable",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The service is unavailable"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "503, without words of the service itself about its readiness: a "
                                        "proxy has no backend, maintenance is on, or no place is free."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "health.not-ready: the service says so in its own words. "
                                                 "upgrade.rate-limited: the answer speaks of a limit."),
     .causes = unavailableCauses,
     .fixes = unavailableFixes,
     .references = unavailableReferences,
     .refines = refines,
     .outranks = outranks,
     .judge = unavailable},
    {.id = "upgrade.gateway-timeout",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The gateway waits in vain"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A proxy or platform passed the upgrade on, and the application did not answer within its limit."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.timeout: nobody answers at all."),
     .causes = timeoutCauses,
     .fixes = timeoutFixes,
     .references = timeoutReferences,
     .refines = refines,
     .outranks = outranks,
     .judge = gatewayTimeout},
};

} // namespace

std::span<const FailureClass> upgradeGateway()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
