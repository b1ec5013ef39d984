#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/readiness.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::Outcome;

bool lost(const Exchange *exchange)
{
    return exchange && (exchange->outcome == Outcome::Closed || exchange->outcome == Outcome::Reset ||
                        exchange->outcome == Outcome::TimedOut);
}

/// What a monitor takes for down.
bool fails(const Exchange *exchange, bool answered)
{
    // 429 speaks of how often was asked, not of what was asked.
    return lost(exchange) || (answered && exchange->status() >= 400 && exchange->status() != 429);
}

QString saysHead(const Facts &facts)
{
    return facts.headAnswered ? Text::tr("answers HEAD with %1").arg(facts.headStatus)
                              : Text::tr("drops HEAD");
}

Evidence headEvidence(const Facts &facts)
{
    return outcome(*facts.head, facts.headAnswered
                                    ? Text::tr("HEAD is refused.")
                                    : Text::tr("HEAD was sent, and the connection ended without an answer."));
}

Evidence worksEvidence(const Facts &facts)
{
    return statusLine(*facts.upgrade, Text::tr("The upgrade itself is accepted."));
}

// health.not-ready

constexpr CauseEntry notReadyCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A dependency that the readiness check asks for is not up, or the check itself is wrong."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The body of the answer names what is missing; the log of the service says since when.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The service is still starting."),
     QT_TRANSLATE_NOOP("Diagnosis", "Check again in a minute.")}};
constexpr FixEntry notReadyFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Repair what the readiness check waits for, or the check. The upgrade "
                                    "then gets 101 without a change to the route."),
     nullptr, true}};

std::optional<Judgement> notReady(const Facts &facts)
{
    if (facts.works)
        return {};
    for (const Exchange *exchange : {facts.upgrade, facts.get}) {
        const std::optional<NotReady> said = exchange ? saysNotReady(*exchange) : std::nullopt;
        if (!said)
            continue;
        if (exchange == facts.get && facts.upgrade && !facts.refused)
            continue;
        const bool fromGet = exchange == facts.get && facts.upgrade;
        QList<Evidence> evidence{received(*exchange, said->range, Text::tr("The service's own words."))};
        evidence.append(statusLine(*exchange, fromGet ? Text::tr("Plain GET on the same path.")
                                                      : Text::tr("The answer to the upgrade.")));
        if (fromGet)
            evidence.append(statusLine(*facts.upgrade,
                                       Text::tr("The upgrade gets only this status; GET gives the reason.")));
        return Judgement{
            .confidence = fromGet ? 0.9 : 0.96,
            .title = Text::tr("The service says itself that it is not ready; the route is there."),
            .where = Text::tr("The fix belongs in the service: what its readiness check waits for."),
            .evidence = evidence};
    }
    return {};
}

// health.head-unsupported

constexpr CauseEntry headCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The WebSocket library reads the request itself and takes only GET."),
     QT_TRANSLATE_NOOP("Diagnosis", "`curl -I URL` fails, `curl URL` is answered.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The framework gives the path a GET route without HEAD."), nullptr}};
constexpr FixEntry headFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Let the health check use GET, a TCP connect, or a real upgrade. Or "
                                    "serve the port with something that answers HEAD."),
     "wirewise-cli check --probe upgrade wss://HOST/PATH", true}};

std::optional<Judgement> headUnsupported(const Facts &facts)
{
    if (!facts.getAnswered || !fails(facts.head, facts.headAnswered))
        return {};
    const bool getWell = facts.getStatus < 400 || facts.getStatus == 426;
    const bool sameRemark = facts.headStatus == 426 && facts.getStatus == 426;
    if (!getWell || sameRemark || (facts.upgrade && !facts.works))
        return {};
    const bool late = facts.head->outcome == Outcome::TimedOut;
    QList<Evidence> evidence{headEvidence(facts)};
    if (facts.headAnswered && !facts.head->response->bodyRange.isEmpty())
        evidence += body(*facts.head, Text::tr("What it says to HEAD."));
    evidence.append(statusLine(*facts.get, Text::tr("Plain GET on the same path is answered.")));
    if (facts.works)
        evidence.append(worksEvidence(facts));
    QString title =
        facts.headAnswered
            ? Text::tr("The endpoint works. The server answers HEAD with %1, so a HEAD health check sees it "
                       "as down.")
                  .arg(facts.headStatus)
            : Text::tr("The endpoint works. The server drops HEAD, so a HEAD health check sees it as down.");
    if (!facts.works)
        title = Text::tr("The server %1, while GET is answered with %2.")
                    .arg(saysHead(facts))
                    .arg(facts.getStatus);
    return Judgement{.confidence = late ? 0.7 : 0.96,
                     .title = title,
                     .where =
                         Text::tr("The fix belongs in the health check, or in the server's answer to HEAD."),
                     .evidence = evidence,
                     .severity = facts.works ? Severity::Warning : Severity::Error};
}

// health.head-misleading

constexpr CauseEntry misleadingCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The path is a WebSocket route; plain HTTP requests go to the HTTP "
                                    "router, which has no such route."),
     QT_TRANSLATE_NOOP("Diagnosis", "The upgrade gets 101, and GET does not.")}};
constexpr FixEntry misleadingFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Check with a real upgrade, or point the health check at an HTTP route."),
     "- curl -fI https://HOST/ws\n+ wirewise-cli check wss://HOST/ws", true}};

std::optional<Judgement> headMisleading(const Facts &facts)
{
    if (!facts.works || !fails(facts.get, facts.getAnswered) || facts.getStatus == 426)
        return {};
    if (facts.head && !fails(facts.head, facts.headAnswered))
        return {};
    QList<Evidence> evidence;
    if (facts.head)
        evidence.append(headEvidence(facts));
    evidence.append(outcome(*facts.get, facts.getAnswered ? Text::tr("Plain GET is refused as well.")
                                                          : Text::tr("Plain GET gets no answer either.")));
    evidence.append(worksEvidence(facts));
    return Judgement{.confidence = 0.95,
                     .title = facts.head ? Text::tr("The endpoint works. The HEAD health check is wrong: "
                                                    "this route answers only WebSocket upgrades.")
                                         : Text::tr("The endpoint works. A GET health check is wrong: this "
                                                    "route answers only WebSocket upgrades."),
                     .where =
                         Text::tr("Nothing to repair in the server. The fix belongs in the health check."),
                     .evidence = evidence};
}

// health.upgrade-required

constexpr CauseEntry requiredCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "This port serves WebSockets only, and says so to everything else."),
     nullptr}};
constexpr FixEntry requiredFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Do not take 426 for healthy or for down: it says nothing about this path. Check with an upgrade."),
     "wirewise-cli check wss://HOST/PATH"}};

std::optional<Judgement> upgradeRequired(const Facts &facts)
{
    if (facts.getStatus != 426 || (facts.upgrade && facts.status == 426))
        return {};
    return Judgement{.confidence = 0.95,
                     .title = Text::tr("Plain GET gets 426: the server wants an upgrade."),
                     .where = Text::tr("Nothing to repair. Some servers say so on every path, so it does not "
                                       "prove that this one exists."),
                     .evidence = {statusLine(*facts.get, Text::tr("The answer to plain GET."))}};
}

constexpr const char *headReferences[] = {"RFC 9110 section 9.3.2", "RFC 6455 section 4.2.1"};
constexpr const char *readyReferences[] = {"RFC 9110 section 15.6.4", "RFC 9457"};
constexpr const char *requiredReferences[] = {"RFC 9110 section 15.5.22"};
constexpr const char *readyRefines[] = {"upgrade.service-unavailable"};
constexpr const char *readyOutranks[] = {"upgrade.forbidden",         "upgrade.route-missing",
                                         "upgrade.server-error",      "upgrade.unexpected-status",
                                         "upgrade.bad-request",       "upgrade.not-supported-by-server",
                                         "upgrade.stripped-by-proxy", "upgrade.page-instead"};

constexpr FailureClass table[] = {
    {.id = "health.not-ready",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The service says that it is not ready"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The service answers, with words of its own, that it is not ready. The route is registered; a gate "
         "in front of it holds requests back. Some servers cannot answer an upgrade with a body, so that the "
         "upgrade gets a bare 403 or 500 and only GET gives the reason."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.service-unavailable is a 503 of a proxy, or one without such words."),
     .causes = notReadyCauses,
     .fixes = notReadyFixes,
     .references = readyReferences,
     .refines = readyRefines,
     .outranks = readyOutranks,
     .judge = notReady},
    {.id = "health.head-unsupported",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server takes only GET, and fails on HEAD"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "GET and the upgrade are answered, HEAD is refused or dropped. Platforms and monitors "
                      "that probe with HEAD take the service for down and may restart it."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "health.head-misleading: plain GET is refused too, because the route "
                                        "takes only upgrades. The same 426 to both is neither."),
     .onlyOnSuccess = true,
     .causes = headCauses,
     .fixes = headFixes,
     .references = headReferences,
     .judge = headUnsupported},
    {.id = "health.head-misleading",
     .severity = Severity::Info,
     .place = Place::Leads,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The health check asks the wrong question"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "HEAD and plain GET are refused, and the upgrade gets 101. That is normal "
                                  "for a WebSocket route. The probe is wrong, not the endpoint."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "health.head-unsupported: GET is answered, only HEAD fails. "
                                                 "upgrade.route-missing: the upgrade fails too."),
     .onlyOnSuccess = true,
     .causes = misleadingCauses,
     .fixes = misleadingFixes,
     .references = headReferences,
     .judge = headMisleading},
    {.id = "health.upgrade-required",
     .severity = Severity::Info,
     .place = Place::Remark,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Plain GET gets 426 Upgrade Required"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server says that it wants an upgrade. Some servers say so on every path, and a "
                      "proxy that drops the Upgrade header makes a healthy server say it to real clients."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "426 to the upgrade itself is upgrade.stripped-by-proxy or upgrade.version-unsupported."),
     .causes = requiredCauses,
     .fixes = requiredFixes,
     .references = requiredReferences,
     .judge = upgradeRequired},
};

} // namespace

std::span<const FailureClass> health()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
