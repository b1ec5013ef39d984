#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::ExperimentResult;
using observation::Outcome;

// upgrade.ok

constexpr FixEntry okFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Keep it so: let the pipeline check the upgrade itself."),
     "wirewise-cli check wss://HOST/PATH"}};

std::optional<Judgement> ok(const Facts &facts)
{
    if (!facts.works)
        return {};
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The server switches protocols."))};
    evidence += header(*facts.upgrade, "Sec-WebSocket-Accept",
                       Text::tr("Sec-WebSocket-Accept is the right answer to the key."));
    evidence += header(*facts.upgrade, "Upgrade", Text::tr("Upgrade says websocket, as it must."));
    evidence += header(*facts.upgrade, "Connection", Text::tr("Connection says Upgrade, as it must."));
    const qint64 messages = facts.seen.session ? facts.seen.session->messageCount : 0;
    QString title = Text::tr("The endpoint works: 101 with every required header right.");
    if (messages == 1)
        title = Text::tr("The endpoint works: 101 with every header right, and 1 message came.");
    else if (messages > 1)
        title =
            Text::tr("The endpoint works: 101 with every header right, and %1 messages came.").arg(messages);
    return Judgement{
        .confidence = 0.99, .title = title, .where = Text::tr("Nothing to repair."), .evidence = evidence};
}

// upgrade.intermittent

constexpr CauseEntry intermittentCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "One of several backends runs another version, or has another configuration."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The refusals and the successes differ in Server or other headers; ask each backend by itself.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Only the first upgrade after a start fails: a proxy in Node takes upgrades "
                       "only once a plain request has come."),
     QT_TRANSLATE_NOOP("Diagnosis", "Restart it and open the WebSocket before anything else, twice.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The server is overloaded, or was just restarting."),
     QT_TRANSLATE_NOOP("Diagnosis", "Check again after a minute: it should not come back.")}};
constexpr FixEntry intermittentFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Bring all backends to the same version and configuration, or take the bad one out."),
     nullptr}};

/// How the very same request fared each time.
struct Tries
{
    int tried = 0;
    int succeeded = 0;
    const Exchange *good = nullptr;
    const Exchange *bad = nullptr;
    bool limited = false;

    void count(const Exchange &exchange)
    {
        const bool worked = exchange.upgraded();
        ++tried;
        succeeded += worked ? 1 : 0;
        const Exchange *&kept = worked ? good : bad;
        kept = kept ? kept : &exchange;
        // A limit that the check itself runs into says nothing about the endpoint.
        limited = limited || (!worked && exchange.status() == 429);
    }

    [[nodiscard]] bool differ() const { return good && bad && !limited; }
};

/// Ended by the peer, or silent for the whole time limit; what the check itself cut short tells nothing.
bool counts(const Facts &facts, const Exchange &exchange)
{
    switch (exchange.outcome) {
    case Outcome::Answered:
    case Outcome::Closed:
    case Outcome::Reset:
    case Outcome::TlsFailed:
    case Outcome::Refused:
        return true;
    case Outcome::TimedOut:
        return exchange.timing.total >= facts.seen.settings.timeout;
    default:
        return false;
    }
}

/// The tries of a request and of its repeats.
Tries triesOf(const Facts &facts, const Exchange &first, const QByteArray &repeats)
{
    Tries tries;
    tries.count(first);
    for (const ExperimentResult &result : facts.seen.experiments)
        if (result.experiment.id.startsWith(repeats) && counts(facts, result.exchange))
            tries.count(result.exchange);
    return tries;
}

/// The repeats of the upgrade, or else those of the change that seemed to help.
Tries differingTries(const Facts &facts)
{
    const Tries own = triesOf(facts, *facts.upgrade, "again-");
    if (own.differ() || own.limited || !facts.flaps)
        return own;
    for (const ExperimentResult &result : facts.seen.experiments)
        if (result.helps && facts.tried("confirm-" + result.experiment.id))
            return triesOf(facts, result.exchange, "confirm-" + result.experiment.id);
    return own;
}

/// nginx writes 503 by itself only for a limit, or where its configuration says so to everybody; never for a
/// backend.
bool isLimitOfNginx(const Exchange &exchange)
{
    const QList<Hop> hops = hopsOf(exchange);
    const Hop *speaker = speakerOf(hops);
    return exchange.status() == 503 && speaker && speaker->wrote && speaker->stack == "nginx";
}

std::optional<Judgement> intermittent(const Facts &facts)
{
    const bool foreign = facts.upgrade && facts.upgrade->notHttp;
    if (!facts.upgrade || (!facts.works && !facts.refused && !facts.dropped && !facts.unanswered &&
                           !foreign && facts.status != 101))
        return {};
    if (facts.seen.experiments.isEmpty()) // tried once
        return {};
    const Tries tries = differingTries(facts);
    if (!tries.differ())
        return {};
    const bool limit = isLimitOfNginx(*tries.bad);
    return Judgement{
        .confidence = 0.93,
        .title = (limit ? Text::tr("The same upgrade works %1 of %2 times: nginx refuses the others itself.")
                        : Text::tr("The same upgrade works %1 of %2 times: one of several backends differs."))
                     .arg(tries.succeeded)
                     .arg(tries.tried),
        .where = limit
                     ? Text::tr("The fix belongs in nginx: its limit_req or limit_conn allows too few.")
                     : Text::tr("The fix belongs in the backend that refuses, or in the balancer before it."),
        .evidence = {outcome(*tries.bad, Text::tr("The same request was refused here.")),
                     statusLine(*tries.good, Text::tr("The same request was accepted here."))},
        // HEAD and GET met one backend or the other as well: that they differ proves nothing.
        .dismisses = {"health.head-unsupported", "health.head-misleading"}};
}

// upgrade.unexpected-status

constexpr FixEntry statusFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Look for this status in the code or the log of whoever answered; the body is in the exchange."),
     nullptr}};

QString meaningOf(int status)
{
    switch (status) {
    case 402:
        return Text::tr("payment required");
    case 406:
        return Text::tr("not acceptable");
    case 408:
        return Text::tr("request timeout");
    case 409:
        return Text::tr("conflict");
    case 411:
        return Text::tr("length required");
    case 412:
        return Text::tr("precondition failed");
    case 415:
        return Text::tr("unsupported media type");
    case 417:
        return Text::tr("expectation failed");
    case 418:
        return Text::tr("I'm a teapot");
    case 422:
        return Text::tr("unprocessable content");
    case 425:
        return Text::tr("too early");
    case 451:
        return Text::tr("unavailable for legal reasons");
    case 501:
        return Text::tr("not implemented");
    case 505:
        return Text::tr("HTTP version not supported");
    default:
        return status < 200   ? Text::tr("informational")
               : status < 300 ? Text::tr("success, where 101 is wanted")
               : status < 400 ? Text::tr("redirection")
               : status < 500 ? Text::tr("refused by the server")
                              : Text::tr("server error");
    }
}

std::optional<Judgement> withoutUpgrade(const Facts &facts)
{
    const Exchange *exchange = facts.leading;
    if (facts.upgrade || !exchange || !exchange->response || exchange->status() == 426)
        return {};
    const bool bad = exchange->status() >= 400 && exchange->status() != 426;
    return Judgement{.confidence = 0.3,
                     .title = Text::tr("%1 gets %2. The upgrade itself was not tried.")
                                  .arg(exchange == facts.get ? QStringLiteral("GET") : QStringLiteral("HEAD"))
                                  .arg(exchange->status()),
                     .where = Text::tr("Check with the upgrade to know whether the endpoint works."),
                     .evidence = {statusLine(*exchange, Text::tr("The answer."))},
                     .severity = bad ? Severity::Error : Severity::Info};
}

std::optional<Judgement> unexpectedStatus(const Facts &facts)
{
    if (!facts.refused)
        return withoutUpgrade(facts);
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence += body(*facts.upgrade, Text::tr("What it says."));
    return Judgement{.confidence = 0.3,
                     .title = Text::tr("%1 answers the upgrade with %2, %3.")
                                  .arg(facts.speakerName(Text::tr("The server")))
                                  .arg(facts.status)
                                  .arg(meaningOf(facts.status)),
                     .where = facts.whereSpeaker(),
                     .evidence = evidence};
}

constexpr const char *references[] = {"RFC 6455 section 4.2.2"};
constexpr const char *statusReferences[] = {"RFC 9110 section 15"};
constexpr const char *intermittentRefines[] = {"upgrade.route-missing",
                                               "upgrade.not-supported-by-server",
                                               "upgrade.stripped-by-proxy",
                                               "upgrade.page-instead",
                                               "upgrade.redirected",
                                               "upgrade.unauthorized",
                                               "upgrade.origin-rejected",
                                               "upgrade.forbidden",
                                               "upgrade.method-not-allowed",
                                               "upgrade.bad-request",
                                               "upgrade.host-rejected",
                                               "upgrade.subprotocol-rejected",
                                               "upgrade.dropped",
                                               "upgrade.timeout",
                                               "upgrade.server-error",
                                               "upgrade.async-mode-mismatch",
                                               "upgrade.bad-gateway",
                                               "upgrade.service-unavailable",
                                               "upgrade.gateway-timeout",
                                               "upgrade.unexpected-status",
                                               "upgrade.invalid-accept",
                                               "upgrade.missing-header",
                                               "upgrade.http10-answer",
                                               "http.not-http",
                                               "http.closed-without-response",
                                               "http.malformed-response",
                                               "http.truncated-response",
                                               "health.not-ready"};

constexpr FailureClass table[] = {
    {.id = "upgrade.ok",
     .severity = Severity::Info,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The endpoint works"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The upgrade got 101 with every required header, and each of them is right."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "A 101 with a missing or wrong header is refused by clients and has "
                                        "a class of its own. What happens after the 101 is session.*."),
     .onlyOnSuccess = true,
     .fixes = okFixes,
     .references = references,
     .judge = ok},
    {.id = "upgrade.intermittent",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The same upgrade succeeds some of the time"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "Nothing was changed between the tries, and some got 101 while others were refused. "
                      "Usually several backends stand behind one address and one of them differs."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If only a change of the request helps, it is the class of that change. A rate limit says 429."),
     .causes = intermittentCauses,
     .fixes = intermittentFixes,
     .references = references,
     .refines = intermittentRefines,
     .judge = intermittent},
    {.id = "upgrade.unexpected-status",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "A status that no other class explains"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The upgrade got a status that is neither 101 nor one with a usual "
                                        "reason. It is quoted with its meaning and with who said it."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "Every usual status has a class of its own."),
     .fixes = statusFixes,
     .references = statusReferences,
     .judge = unexpectedStatus},
};

} // namespace

std::span<const FailureClass> upgradeOutcome()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
