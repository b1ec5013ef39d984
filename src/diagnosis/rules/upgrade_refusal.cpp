#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/plainget.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;
using observation::ExperimentResult;

// upgrade.unauthorized

constexpr CauseEntry unauthorizedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "No token, key or session cookie was sent, or it is not valid any more."),
     QT_TRANSLATE_NOOP("Diagnosis", "Send a fresh one: `--header 'Authorization: Bearer …'`.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The client is a browser: it cannot set Authorization on a WebSocket."),
     QT_TRANSLATE_NOOP("Diagnosis", "The request in the browser's network tab has no such header.")}};
constexpr FixEntry unauthorizedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the credential that the server asks for. Browsers can send a "
                                    "cookie, a query parameter or a subprotocol, not a header."),
     "wirewise-cli check --header 'Authorization: Bearer TOKEN' wss://HOST/PATH", true}};

std::optional<Judgement> unauthorized(const Facts &facts)
{
    if (!facts.refused || facts.status < 400 || facts.status >= 500 || facts.status == 404 ||
        facts.status == 429)
        return {};
    const auto words = says(*facts.upgrade, Saying::AsksForCredentials);
    const auto getWords =
        facts.getStatus == 401 ? says(*facts.get, Saying::AsksForCredentials) : std::nullopt;
    const bool helps = facts.helps("without-credentials");
    const bool matters = facts.status == 403 && facts.credentialsSent && facts.changes("without-credentials");
    const bool challenge = facts.upgrade->response->headers.contains("WWW-Authenticate");
    const bool loginByGet = facts.status == 403 && facts.getStatus >= 301 && facts.getStatus <= 303 &&
                            says(*facts.upgrade, Saying::BlamesOrigin) == std::nullopt &&
                            facts.get->response->headers.value("Location").toLower().contains("login");
    if (facts.status != 401 && !challenge && !(words && (facts.status == 403 || facts.status == 400)) &&
        !helps && !matters && !getWords && !loginByGet)
        return {};
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence +=
        header(*facts.upgrade, "WWW-Authenticate", Text::tr("The way to log in that the server asks for."));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    if (getWords)
        evidence.append(received(*facts.get, *getWords, Text::tr("Plain GET is told so.")));
    if (matters || helps)
        evidence.append(statusLine(*facts.exchangeOf("without-credentials"),
                                   Text::tr("Without the credentials the answer is another: they decide.")));
    const double confidence = facts.status == 401 || challenge ? 0.96
                              : helps || matters               ? 0.9
                              : words                          ? 0.86
                              : getWords                       ? 0.85
                                                               : 0.7;
    return Judgement{
        .confidence = confidence,
        .title = facts.credentialsSent
                     ? Text::tr("%1 does not accept the credentials: %2.").arg(facts.host()).arg(facts.status)
                     : Text::tr("%1 wants credentials, and none were sent: %2.")
                           .arg(facts.host())
                           .arg(facts.status),
        .where = Text::tr("The fix belongs in the client: the credential that it sends."),
        .evidence = evidence};
}

// upgrade.forbidden

constexpr CauseEntry forbiddenCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The application closes before it accepts: a check of a token, a cookie or a permission failed."),
     QT_TRANSLATE_NOOP("Diagnosis", "The handler's log; add one line before every early return.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A rule on the client's address or country refuses, in a proxy or firewall."),
     QT_TRANSLATE_NOOP("Diagnosis", "From another network it works; the proxy's error log names the rule.")}};
constexpr FixEntry forbiddenFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Look in the log of whoever answered for the reason; send the credential that the handler checks."),
     nullptr}};

double forbiddenConfidence(const Facts &facts)
{
    if (facts.intermediarySpoke())
        return 0.86;
    const bool perhapsMissing = weighPlainGet(facts).missing > 0;
    if (perhapsMissing)
        return 0.5;
    if (facts.tried("impossible-path") && !facts.changesNothing("impossible-path"))
        return 0.85;
    return 0.72;
}

std::optional<Judgement> forbidden(const Facts &facts)
{
    if (!facts.refused || facts.status != 403)
        return {};
    const double confidence = forbiddenConfidence(facts);
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence += body(*facts.upgrade, Text::tr("What it says."));
    if (const Exchange *impossible = facts.exchangeOf("impossible-path");
        impossible && facts.statusOf("impossible-path"))
        evidence.append(
            statusLine(*impossible, facts.changesNothing("impossible-path")
                                        ? Text::tr("A path that cannot exist gets the same.")
                                        : Text::tr("A path that cannot exist gets another answer: this one "
                                                   "is known, and refused on purpose.")));
    const bool originsTried = facts.tried("without-origin") || facts.tried("own-origin");
    Judgement judgement{
        .confidence = confidence,
        .title = (originsTried ? Text::tr("%1 refuses the upgrade with 403, with another Origin as well.")
                               : Text::tr("%1 refuses the upgrade with 403."))
                     .arg(facts.speakerName(facts.host())),
        .where = facts.whereSpeaker(),
        .evidence = evidence};
    // Where an Origin was sent and goes without effect, and a credential too, neither is left as a cause.
    const bool bothTried =
        facts.changesNothing("without-origin") && facts.changesNothing("without-credentials");
    if (facts.sameEverywhere && facts.tried("impossible-path") && facts.changesNothing("impossible-path"))
        judgement.causes.append({Text::tr("A check that stands before all routes: of the Host (config.hosts, "
                                          "ALLOWED_HOSTS) or of the client's address."),
                                 Text::tr("Every path gets this answer, by GET as well."),
                                 Likelihood::Likely});
    if (weighPlainGet(facts).missing > 0)
        leaveOpen(judgement, Doubt::RouteOrRefusal, facts);
    else if (!facts.intermediarySpoke() && !bothTried)
        leaveOpen(judgement, Doubt::CredentialOrOrigin, facts);
    return judgement;
}

// upgrade.rate-limited

constexpr CauseEntry limitCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "This client, or its network, has asked more often than the limit allows."),
     QT_TRANSLATE_NOOP("Diagnosis", "Retry-After and the rate limit headers of the answer.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A client reconnects without waiting and spends the limit for all."),
     QT_TRANSLATE_NOOP("Diagnosis", "The access log counts requests by address.")}};
constexpr FixEntry limitFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Wait as long as Retry-After says, and let clients reconnect with growing pauses."),
     "delay = Math.min(30000, delay * 2) * (0.5 + Math.random())", true}};

/// A limit that counts every request cannot always give an upgrade its status; then only GET shows it.
bool limitedByGet(const Facts &facts)
{
    const bool bare =
        (facts.status == 403 || facts.status == 500) && facts.upgrade->response->body.trimmed().size() < 32;
    return bare && facts.getStatus == 429;
}

std::optional<Judgement> rateLimited(const Facts &facts)
{
    if (!facts.refused)
        return {};
    if (limitedByGet(facts))
        return Judgement{
            .confidence = 0.8,
            .title = Text::tr("%1 limits how often it is asked; the upgrade gets a bare %2.")
                         .arg(facts.host())
                         .arg(facts.status),
            .where = Text::tr("The fix belongs in the client's pauses, or in the limit of the server."),
            .evidence = QList<Evidence>{statusLine(*facts.get, Text::tr("Plain GET is told the reason."))} +
                        header(*facts.get, "Retry-After", Text::tr("How long to wait.")) +
                        QList<Evidence>{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))}};
    const auto words = says(*facts.upgrade, Saying::RateLimited);
    const bool spent = facts.upgrade->response->headers.value("X-RateLimit-Remaining").trimmed() == "0" ||
                       facts.upgrade->response->headers.value("RateLimit-Remaining").trimmed() == "0";
    const bool mayMean =
        facts.status == 503 || facts.status == 403 || facts.status == 420 || facts.status == 509;
    if (facts.status != 429 && !(mayMean && (words || spent)))
        return {};
    QList<Evidence> evidence{statusLine(*facts.upgrade, Text::tr("The answer to the upgrade."))};
    evidence += header(*facts.upgrade, "Retry-After", Text::tr("How long to wait."));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    const QByteArray after = facts.upgrade->response->headers.value("Retry-After");
    return Judgement{
        .confidence = facts.status == 429 ? 0.97 : 0.85,
        .title =
            after.isEmpty()
                ? Text::tr("%1 limits how often it is asked: %2.").arg(facts.host()).arg(facts.status)
                : Text::tr("%1 limits how often it is asked: %2, wait %3.")
                      .arg(facts.host())
                      .arg(facts.status)
                      .arg(shown(after, 20) + (after.toLongLong() > 0 ? QStringLiteral(" s") : QString())),
        .where = Text::tr("The fix belongs in the client's pauses, or in the limit of the server."),
        .evidence = evidence};
}

constexpr const char *unauthorizedReferences[] = {"RFC 9110 section 15.5.2", "RFC 6455 section 10.5"};
constexpr const char *forbiddenReferences[] = {"RFC 9110 section 15.5.4"};
constexpr const char *limitReferences[] = {"RFC 6585 section 4"};
constexpr const char *unauthorizedRefines[] = {"upgrade.forbidden", "upgrade.unexpected-status",
                                               "upgrade.bad-request"};
constexpr const char *limitRefines[] = {"upgrade.forbidden", "upgrade.unexpected-status",
                                        "upgrade.service-unavailable", "health.not-ready",
                                        "upgrade.route-missing"};
constexpr const char *forbiddenRefines[] = {"upgrade.unexpected-status"};

constexpr FailureClass table[] = {
    {.id = "upgrade.unauthorized",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server wants credentials"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The upgrade was refused because a credential is missing or not accepted: the status "
                      "or the words of the answer ask for one, or the answer changes with it."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.origin-rejected changes with Origin, upgrade.forbidden with "
                                        "neither. A token out of its time is auth.token-expired."),
     .causes = unauthorizedCauses,
     .fixes = unauthorizedFixes,
     .references = unauthorizedReferences,
     .refines = unauthorizedRefines,
     .judge = unauthorized},
    {.id = "upgrade.forbidden",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The upgrade is forbidden"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "403, and neither another Origin nor the credentials at hand change it. A "
                                  "close before accept also becomes 403, and its own close code is lost."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "On uvicorn, Hypercorn and Daphne a missing WebSocket route is the same empty 403 "
                      "(upgrade.route-missing): look for the path in the list of routes."),
     .causes = forbiddenCauses,
     .fixes = forbiddenFixes,
     .references = forbiddenReferences,
     .refines = forbiddenRefines,
     .judge = forbidden},
    {.id = "upgrade.rate-limited",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server limits how often it is asked"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The upgrade was refused because of a limit on requests or "
                                               "connections. Wirewise asks no further then."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.service-unavailable is a 503 without words about a limit."),
     .causes = limitCauses,
     .fixes = limitFixes,
     .references = limitReferences,
     .refines = limitRefines,
     .judge = rateLimited},
};

} // namespace

std::span<const FailureClass> upgradeRefusal()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
