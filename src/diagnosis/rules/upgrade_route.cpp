#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/plainget.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"
#include "observation/redaction.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::Exchange;

/// Below this a weight is only mentioned by the finding that leads.
constexpr double worthSaying = 0.35;

// upgrade.route-missing

constexpr CauseEntry missingCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The path is misspelt, or the route has moved or got a prefix."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "List the routes of the application and compare character by character.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "A proxy in front changes the path on the way."),
     QT_TRANSLATE_NOOP("Diagnosis", "The access log of the application shows the path that arrived.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "An older version of the application is deployed."),
     QT_TRANSLATE_NOOP("Diagnosis", "Compare the version that runs with the code that has the route.")}};
constexpr FixEntry missingFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Ask for the path under which the route is registered. The upgrade then gets 101."),
     nullptr, true}};

QString missingTitle(const Facts &facts, bool unsure)
{
    if (unsure)
        return Text::tr("%1 gets 403: no such WebSocket route, or a refusal before accept.")
            .arg(facts.path());
    if (facts.knowsWebSocket)
        return Text::tr("The server does WebSockets, but not on %1.").arg(facts.path());
    if (facts.statusOf("get-root") && facts.statusOf("get-root") < 400)
        return Text::tr("The server answers, but %1 is not there.").arg(facts.path());
    return Text::tr("There is no route %1 on this server: %2.").arg(facts.path()).arg(facts.status);
}

/// A neighbouring path opens: the route is there, under the other spelling.
std::optional<Judgement> otherSpelling(const Facts &facts)
{
    const auto *helping = facts.firstHelping({"with-slash", "without-slash", "below-websocket"});
    if (!helping || (facts.status >= 300 && facts.status < 400))
        return {};
    const Exchange &opened = helping->exchange;
    return Judgement{
        .confidence = 0.97,
        .title = Text::tr("The route is %1, not %2.").arg(shown(opened.probe.endpoint.path()), facts.path()),
        .where = Text::tr("The fix belongs in the address, or in the route."),
        .evidence = {statusLine(*facts.upgrade, Text::tr("The path as given is refused.")),
                     statusLine(opened, Text::tr("On the other path the upgrade works."))},
        .dismisses = {"upgrade.not-supported-by-server", "upgrade.page-instead"}};
}

std::optional<Judgement> routeMissing(const Facts &facts)
{
    if (!facts.refused)
        return {};
    if (auto spelling = otherSpelling(facts))
        return spelling;
    const PlainGetWeights weights = weighPlainGet(facts);
    if (weights.missing < worthSaying)
        return {};
    const bool unsure = facts.status == 403;
    Judgement judgement{.confidence = weights.missing,
                        .title = missingTitle(facts, unsure),
                        .where =
                            Text::tr("The fix belongs in the address, or in the routes of the application."),
                        .evidence = weights.evidence};
    const QByteArray quoted = otherPathQuoted(facts);
    if (!quoted.isEmpty()) {
        judgement.title = Text::tr("The app looked for %1, not for %2: the path is changed on the way.")
                              .arg(shown(quoted, 28), shown(facts.endpoint->path(), 28));
        judgement.where = facts.intermediary
                              ? Text::tr("The fix belongs in %1.").arg(facts.intermediary->name)
                              : Text::tr("The fix belongs in the proxy in front of the application.");
    }
    if (unsure)
        leaveOpen(judgement, Doubt::RouteOrRefusal, facts);
    else if (facts.status == 400)
        leaveOpen(judgement, Doubt::RouteOrHeaders, facts);
    else if (quoted.isEmpty() && weights.missing < 0.8)
        leaveOpen(judgement, Doubt::RouteOrUpgradeLost, facts);
    return judgement;
}

// upgrade.page-instead

constexpr CauseEntry pageCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A catch-all route for a single-page application answers every path that nothing else takes."),
     QT_TRANSLATE_NOOP("Diagnosis", "A made-up path gets the same page.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The WebSocket lives on another path or port, and this one reaches the front end."),
     nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "It is a login page: the session cookie is missing or has expired."),
     QT_TRANSLATE_NOOP("Diagnosis", "The page contains a password field.")}};
constexpr FixEntry pageFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Ask for the path of the WebSocket route, and keep the catch-all route behind it."),
     nullptr, true}};

std::optional<Judgement> pageInstead(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const PlainGetWeights weights = weighPlainGet(facts);
    if (weights.page < worthSaying)
        return {};
    const bool html = isHtml(*facts.upgrade);
    return Judgement{.confidence = weights.page,
                     .title = html ? Text::tr("%1 answers with a page and %2 instead of an upgrade.")
                                         .arg(facts.path())
                                         .arg(facts.status)
                                   : Text::tr("%1 answers with an ordinary %2 instead of an upgrade.")
                                         .arg(facts.path())
                                         .arg(facts.status),
                     .where = Text::tr("The fix belongs in the address, or in the routes of the server."),
                     .evidence =
                         weights.evidence + body(*facts.upgrade, Text::tr("The beginning of the page."))};
}

// upgrade.redirected

constexpr CauseEntry redirectedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server moves every plain request to https, or the path to one with a slash."),
     QT_TRANSLATE_NOOP("Diagnosis", "The Location header names the place.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "It is a redirect to a login page: the session is missing."),
     QT_TRANSLATE_NOOP("Diagnosis", "The Location header names a login path.")}};
constexpr FixEntry redirectedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Use the address that the redirect names, with wss for https and ws for "
                                    "http. WebSocket clients do not follow redirects."),
     nullptr, true}};

std::optional<Judgement> redirected(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const bool own = facts.status >= 300 && facts.status < 400;
    // A middleware that redirects cannot always answer an upgrade with one; then only GET shows it.
    const bool bare = facts.status == 500 || facts.status == 403;
    const bool byGet = !own && bare && facts.getStatus >= 300 && facts.getStatus < 400 &&
                       facts.get->response->headers.contains("Location");
    if (!own && !byGet)
        return {};
    const Exchange &exchange = own ? *facts.upgrade : *facts.get;
    const QByteArray location = exchange.response->headers.value("Location");
    QList<Evidence> evidence = header(exchange, "Location", Text::tr("Where it sends the client."));
    evidence.append(statusLine(
        exchange, own ? Text::tr("The answer to the upgrade.")
                      : Text::tr("Plain GET is redirected; the upgrade gets a bare refusal instead.")));
    if (byGet)
        evidence.append(statusLine(*facts.upgrade, Text::tr("The answer to the upgrade.")));
    if (facts.helps("redirect-target"))
        evidence.append(
            statusLine(*facts.exchangeOf("redirect-target"), Text::tr("There, the upgrade works.")));
    const QString target = shown(observation::maskedUrl(QString::fromUtf8(location)).toUtf8(), 50);
    return Judgement{
        .confidence = own ? 0.97 : 0.86,
        .title = location.isEmpty()
                     ? Text::tr("The upgrade is redirected (%1), and names no place.").arg(exchange.status())
                     : Text::tr("The upgrade is redirected to %1; clients do not follow.").arg(target),
        .where = Text::tr("The fix belongs in the address of the client, or in the redirect."),
        .evidence = evidence};
}

// upgrade.method-not-allowed

constexpr CauseEntry methodCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler is registered for POST or another method; an upgrade is a GET."),
     QT_TRANSLATE_NOOP("Diagnosis", "The Allow header lists the methods.")}};
constexpr FixEntry methodFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Register the WebSocket handler for GET."), nullptr, true}};

std::optional<Judgement> methodNotAllowed(const Facts &facts)
{
    if (!facts.refused || facts.status != 405)
        return {};
    QList<Evidence> evidence{
        statusLine(*facts.upgrade, Text::tr("The answer to the upgrade, which is a GET."))};
    evidence += header(*facts.upgrade, "Allow", Text::tr("The methods that the route takes."));
    const QByteArray allow = facts.upgrade->response->headers.value("Allow");
    return Judgement{
        .confidence = 0.93,
        .title =
            allow.isEmpty()
                ? Text::tr("%1 does not take GET, and an upgrade is a GET.").arg(facts.path())
                : Text::tr("%1 takes only %2, and an upgrade is a GET.").arg(facts.path(), shown(allow, 30)),
        .where = facts.whereSpeaker(),
        .evidence = evidence};
}

constexpr const char *references[] = {"RFC 9110 section 15.5.5", "RFC 6455 section 4.2.2"};
constexpr const char *pageReferences[] = {"RFC 6455 section 4.1"};
constexpr const char *redirectReferences[] = {"RFC 9110 section 15.4", "RFC 6455 section 4.1"};
constexpr const char *methodReferences[] = {"RFC 9110 section 15.5.6", "RFC 6455 section 4.1"};
constexpr const char *missingRefines[] = {"upgrade.unexpected-status", "upgrade.bad-request"};
constexpr const char *pageRefines[] = {"upgrade.unexpected-status"};
constexpr const char *redirectedRefines[] = {"upgrade.unexpected-status", "upgrade.server-error",
                                             "upgrade.forbidden", "upgrade.route-missing"};

constexpr FailureClass table[] = {
    {.id = "upgrade.route-missing",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "There is no WebSocket route on this path"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The server does WebSockets, or the rest of the application "
                                               "answers, and this path is not among its routes."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "On ASGI servers an unknown WebSocket path is an empty 403, and a 404 with the "
                      "application's page means that no upgrade arrived (upgrade.not-supported-by-server, "
                      "upgrade.stripped-by-proxy). Elsewhere a missing route is an ordinary 404."),
     .causes = missingCauses,
     .fixes = missingFixes,
     .references = references,
     .refines = missingRefines,
     .judge = routeMissing},
    {.id = "upgrade.page-instead",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "A page comes instead of an upgrade"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "The upgrade got an ordinary success: a catch-all route, the fallback of a "
                                  "single-page application, or a login page answers this path."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "If the path is an HTTP route of its own and made-up paths "
                                                 "get 404, it is upgrade.not-supported-by-server."),
     .causes = pageCauses,
     .fixes = pageFixes,
     .references = pageReferences,
     .refines = pageRefines,
     .judge = pageInstead},
    {.id = "upgrade.redirected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The upgrade is redirected"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server sends the client elsewhere. Browsers and nearly all "
                                        "WebSocket clients do not follow a redirect of the handshake."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tls.expected: the port itself speaks TLS and gives no HTTP answer."),
     .causes = redirectedCauses,
     .fixes = redirectedFixes,
     .references = redirectReferences,
     .refines = redirectedRefines,
     .judge = redirected},
    {.id = "upgrade.method-not-allowed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The route does not take GET"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The path exists, and its handler takes other methods. The opening handshake is always a GET."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "405 to HEAD alone is health.head-unsupported."),
     .causes = methodCauses,
     .fixes = methodFixes,
     .references = methodReferences,
     .refines = pageRefines,
     .judge = methodNotAllowed},
};

} // namespace

std::span<const FailureClass> upgradeRoute()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
