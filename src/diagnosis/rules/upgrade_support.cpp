#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/plainget.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

namespace wirewise::diagnosis::rules {

namespace {

constexpr double worthSaying = 0.35;

// upgrade.not-supported-by-server

constexpr CauseEntry supportCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The app server runs without a WebSocket library, or with WebSockets switched off."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "In the image: `python3 -c 'import websockets'`; look for --ws none in the start command.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "An ASGI application is served by a WSGI server or worker."),
     QT_TRANSLATE_NOOP("Diagnosis", "The start command has no -k option, or names wsgi instead of asgi.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "Something between here and the app server removes the Upgrade header."),
     QT_TRANSLATE_NOOP("Diagnosis", "Ask the app server directly: --resolve HOST:PORT:ADDRESS. If it then "
                                    "works, the proxy is at fault.")}};
constexpr FixEntry supportFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Serve the application with a server that has WebSocket support loaded."),
     nullptr}};

/// Node asks its ordinary request handler about an upgrade only where nobody listens for upgrades.
bool nobodyListens(const Facts &facts)
{
    return hasStack(facts.hops, "node") && !facts.intermediary;
}

void sayNobodyListens(const Facts &facts, Judgement &judgement)
{
    judgement.title = Text::tr("%1 answers the upgrade as a plain GET: nobody listens for upgrades there.")
                          .arg(shown(facts.endpoint->host, 24));
    judgement.where = Text::tr("The fix belongs in the server: attach its WebSocket part to this port.");
    judgement.evidence +=
        header(*facts.upgrade, "Keep-Alive",
               Text::tr("Node's ordinary request handler wrote this; an upgrade listener would not."));
}

std::optional<Judgement> notSupported(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const PlainGetWeights weights = weighPlainGet(facts);
    if (weights.unsupported < worthSaying)
        return {};
    Judgement judgement{
        .confidence = weights.unsupported,
        .title = Text::tr("%1 answers the upgrade as a plain GET: the app server has no WebSocket support.")
                     .arg(shown(facts.endpoint->host, 24)),
        .where = Text::tr("The fix belongs in the app server: its WebSocket library or its worker."),
        .evidence = weights.evidence};
    if (says(*facts.upgrade, Saying::UpgradeUnsupported))
        judgement.title =
            Text::tr("The app server saw the upgrade and has no WebSocket support: %1.").arg(facts.status);
    else if (facts.status == 400 && facts.spokenBy({"flask"}))
        judgement.title =
            Text::tr("Flask saw the upgrade, and %1 is a route for plain requests.").arg(facts.path());
    else if (facts.status == 500)
        judgement.title =
            Text::tr("Every request gets 500 from the worker: it cannot serve this application.");
    else if (nobodyListens(facts))
        sayNobodyListens(facts, judgement);
    else if (weights.unsupported < 0.8)
        leaveOpen(judgement, Doubt::LibraryOrProxy, facts);
    return judgement;
}

// upgrade.stripped-by-proxy

constexpr CauseEntry strippedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The proxy passes HTTP on without Upgrade and Connection; most do so unless told otherwise."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its configuration for this path has no line with Upgrade.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "It speaks HTTP/1.0 to the app server, which has no upgrade."),
     QT_TRANSLATE_NOOP("Diagnosis", "proxy_http_version is not set (nginx before 1.29.7).")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A company gateway opens TLS and forwards without Upgrade."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "From another network it works; the certificate's issuer is the company.")}};
constexpr FixEntry strippedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Let every proxy on the way pass Upgrade and Connection on, over HTTP/1.1."),
     nullptr}};

std::optional<Judgement> stripped(const Facts &facts)
{
    if (!facts.refused)
        return {};
    const PlainGetWeights weights = weighPlainGet(facts);
    if (weights.stripped < worthSaying)
        return {};
    QList<Evidence> evidence = weights.evidence;
    const QString who = facts.intermediaryName(Text::tr("Something between you and the app"));
    Judgement judgement{
        .confidence = weights.stripped,
        .title = Text::tr("%1 removes the Upgrade header: the app gets a plain GET.").arg(who),
        .where = facts.intermediary
                     ? Text::tr("The fix belongs in the configuration of %1.").arg(facts.intermediary->name)
                     : Text::tr("The fix belongs in the proxy in front of the app."),
        .evidence = evidence};
    if (weights.unsupported >= worthSaying)
        leaveOpen(judgement, Doubt::LibraryOrProxy, facts);
    else if (weights.stripped < 0.8)
        leaveOpen(judgement, Doubt::RouteOrUpgradeLost, facts);
    return judgement;
}

constexpr const char *references[] = {"RFC 6455 section 4.2.1", "RFC 9110 section 7.8"};
constexpr const char *refines[] = {"upgrade.unexpected-status", "upgrade.bad-request",
                                   "upgrade.version-unsupported"};
constexpr const char *strippedRefines[] = {"upgrade.unexpected-status", "upgrade.bad-request",
                                           "upgrade.bad-gateway",       "engineio.bad-request",
                                           "engineio.bad-handshake",    "engineio.websocket-disabled"};

constexpr FailureClass table[] = {
    {.id = "upgrade.not-supported-by-server",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The app server has no WebSocket support"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The app server answers the upgrade as a plain GET: no "
                                               "WebSocket library is loaded, or the worker speaks WSGI."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "A uvicorn with WebSocket support answers an unknown path with an empty "
                                    "403, never with the application's 404 page. With a proxy in front, "
                                    "upgrade.stripped-by-proxy looks the same: ask the app server directly."),
     .causes = supportCauses,
     .fixes = supportFixes,
     .references = references,
     .refines = refines,
     .judge = notSupported},
    {.id = "upgrade.stripped-by-proxy",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Something on the way removes the Upgrade header"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The request left here with Upgrade and Connection, and the app server answers as if "
                      "it had got a plain GET: a proxy on the way did not pass them on."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "Words of the app server that quote the Connection header it got, or a 426 to a right "
                      "upgrade, prove it. Otherwise upgrade.not-supported-by-server looks the same."),
     .causes = strippedCauses,
     .fixes = strippedFixes,
     .references = references,
     .refines = strippedRefines,
     .judge = stripped},
};

} // namespace

std::span<const FailureClass> upgradeSupport()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
