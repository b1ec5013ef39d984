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

// upgrade.origin-rejected

constexpr CauseEntry originCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The page's Origin is not in the server's list of allowed ones."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The list in the server's settings; scheme and port belong to an Origin.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A proxy changes Host, so that a comparison of Origin and Host fails."),
     QT_TRANSLATE_NOOP("Diagnosis", "The application's log shows the Host that arrived.")}};
constexpr FixEntry originFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Add the page's Origin, with scheme and port, to the server's list."),
     nullptr, true}};

/// Only the Origin was taken away, and the refusal became another: it is what the server looks at, although
/// none of the origins at hand is in its list.
bool originMatters(const Facts &facts)
{
    const bool steady = !facts.tried("again-2") || facts.changesNothing("again-2");
    return facts.originSent && facts.status == 403 && steady && facts.changes("without-origin") &&
           !facts.changes("own-origin");
}

/// Action Cable answers both a foreign Origin and a request that is no upgrade with its own 404. Where nobody
/// stands in between, the upgrade arrived as it was sent: only the Origin is left.
bool cableRefusesOrigin(const Facts &facts)
{
    return facts.status == 404 && facts.asksRightly && facts.spokenBy({"action-cable"}) &&
           !facts.intermediary;
}

std::optional<Judgement> cableRefused(const Facts &facts)
{
    QList<Evidence> evidence{
        statusLine(*facts.upgrade, Text::tr("The answer to the upgrade.")),
        received(*facts.upgrade, facts.upgrade->response->bodyRange,
                 Text::tr("Action Cable's own words: the path reached it, and it refused."))};
    evidence += sentHeader(*facts.upgrade, "Origin", Text::tr("The Origin that was sent."));
    return Judgement{
        .confidence = 0.86,
        .title = facts.originSent
                     ? Text::tr("Action Cable refuses the Origin %1 with 404.").arg(shown(facts.origin, 60))
                     : Text::tr("Action Cable refuses the upgrade with 404: no allowed Origin was sent."),
        .where = Text::tr("The fix belongs in config.action_cable.allowed_request_origins."),
        .explanation = Text::tr(
            "The path is right: the answer comes from Action Cable itself, which says 404 to every upgrade "
            "whose Origin is not in its list, or is missing."),
        .evidence = evidence};
}

std::optional<Judgement> originRejected(const Facts &facts)
{
    if (!facts.refused || facts.status < 400)
        return {};
    const ExperimentResult *helping = facts.firstHelping({"without-origin", "own-origin"});
    const auto words = says(*facts.upgrade, Saying::BlamesOrigin);
    const bool matters = originMatters(facts);
    if (!helping && !words && !matters)
        return cableRefusesOrigin(facts) ? cableRefused(facts) : std::nullopt;
    QList<Evidence> evidence;
    evidence += sentHeader(*facts.upgrade, "Origin", Text::tr("The Origin that was sent."));
    evidence.append(statusLine(*facts.upgrade, facts.originSent
                                                   ? Text::tr("With it, the upgrade is refused.")
                                                   : Text::tr("Without an Origin, the upgrade is refused.")));
    if (words)
        evidence.append(received(*facts.upgrade, *words, Text::tr("What the server says.")));
    if (helping)
        evidence.append(statusLine(helping->exchange,
                                   Text::tr("%1, the same upgrade works.").arg(helping->experiment.change)));
    if (matters && !helping)
        evidence.append(statusLine(*facts.exchangeOf("without-origin"),
                                   Text::tr("Without it the answer is another: the server looks at it.")));
    QString title;
    if (!facts.originSent)
        title = Text::tr("The server refuses an upgrade without an Origin.");
    else if (helping && helping->experiment.id == "without-origin")
        title = Text::tr("The server refuses the Origin %1. Without it, the upgrade works.")
                    .arg(shown(facts.origin));
    else if (helping)
        title = Text::tr("The server refuses the Origin %1. With its own, the upgrade works.")
                    .arg(shown(facts.origin));
    else
        title = Text::tr("The server refuses the Origin %1.").arg(shown(facts.origin, 60));
    return Judgement{.confidence = helping ? 0.98
                                   : words ? 0.9
                                           : 0.82,
                     .title = title,
                     .where = Text::tr("The fix belongs in the server's list of allowed origins."),
                     .evidence = evidence};
}

// upgrade.host-rejected

constexpr CauseEntry hostCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The name of the address is not among the hosts that the application or server is configured for."),
     QT_TRANSLATE_NOOP("Diagnosis", "ALLOWED_HOSTS, TrustedHostMiddleware, server_name, the site's name.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "A proxy sends its own name for the backend instead of the client's Host."),
     QT_TRANSLATE_NOOP("Diagnosis", "proxy_pass without proxy_set_header Host.")}};
constexpr FixEntry hostFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use a name that the server is configured for, or add this one. Let proxies pass Host on."),
     nullptr}};

const Exchange *blamingHost(const Facts &facts)
{
    for (const Exchange *exchange : {facts.upgrade, facts.get}) {
        const bool refusal =
            exchange && exchange->response && exchange->status() >= 400 && exchange->status() != 401;
        if (refusal && says(*exchange, Saying::BlamesHost))
            return exchange;
    }
    return nullptr;
}

/// Every upgrade ends in a bare 500, also on a path that cannot exist, where this server would say 403: a
/// middleware answers before any route is looked for. With a proxy in front, which may send its own name as
/// Host, the check of the host is the most usual one. GET cannot tell it: the proxy turns it into an upgrade.
bool middlewareBehindProxy(const Facts &facts)
{
    return facts.status == 500 && facts.intermediary && facts.changesNothing("impossible-path") &&
           facts.getAnswered && facts.getStatus == 400 && says(*facts.get, Saying::UpgradeUnsupported) &&
           !facts.engineIoPath;
}

std::optional<Judgement> hostGuessed(const Facts &facts)
{
    QList<Evidence> evidence{
        statusLine(*facts.upgrade, Text::tr("The answer to the upgrade.")),
        statusLine(*facts.exchangeOf("impossible-path"),
                   Text::tr("A path that cannot exist gets the same: no route was looked for."))};
    evidence.append(
        received(*facts.get, *says(*facts.get, Saying::UpgradeUnsupported),
                 Text::tr("The proxy makes an upgrade of a plain GET, so that GET cannot tell the reason.")));
    Judgement judgement{
        .confidence = 0.55,
        .title = Text::tr("A check before all routes refuses, most likely of the Host that %1 sends.")
                     .arg(facts.intermediary->name),
        .where = Text::tr("The fix belongs in %1: pass the client's Host on.").arg(facts.intermediary->name),
        .evidence = evidence,
        .dismisses = {"upgrade.server-error"}};
    leaveOpen(judgement, Doubt::HostOrMiddleware, facts);
    return judgement;
}

const ExperimentResult *helpingHost(const Facts &facts)
{
    const ExperimentResult *own = facts.firstHelping({"own-host"});
    return own ? own : facts.helpingOf("host-");
}

/// Only the name in Host was changed, and the upgrade works.
Judgement hostProven(const Facts &facts, const ExperimentResult &helping)
{
    const QByteArray good = helping.exchange.request().headers.value("Host");
    QList<Evidence> evidence{outcome(*facts.upgrade, Text::tr("The upgrade is refused."))};
    evidence += sentHeader(*facts.upgrade, "Host", Text::tr("The Host that was sent."));
    evidence.append(statusLine(helping.exchange,
                               Text::tr("With Host: %1, the same upgrade works.").arg(shown(good, 40))));
    return {.confidence = 0.97,
            .title = Text::tr("The server refuses the Host %1. With %2, the upgrade works.")
                         .arg(shown(facts.request.headers.value("Host"), 26), shown(good, 26)),
            .where = Text::tr("The fix belongs in the server's list of hosts, or in the address."),
            .evidence = evidence,
            .dismisses = {"http.closed-without-response", "upgrade.dropped"}};
}

/// Those that look at Host before any route, and do not say so: Django's bare 400 without DEBUG, the empty
/// 404 of Hypercorn's server_names, where applications have a page, and Cowboy's empty 400 where no host
/// fits.
bool refusesBeforeRoutes(const Facts &facts)
{
    const bool everywhere = facts.sameEverywhere || facts.changesNothing("impossible-path");
    const bool django = facts.status == 400 && facts.spokenBy({"django"});
    const bool hypercorn = facts.status == 404 && facts.spokenBy({"hypercorn"}) &&
                           facts.upgrade->response->body.isEmpty() && facts.sameAsGet;
    const bool cowboy =
        facts.status == 400 && facts.spokenBy({"cowboy"}) && facts.upgrade->response->body.isEmpty();
    return everywhere && (django || hypercorn || cowboy);
}

Judgement hostUnsaid(const Facts &facts)
{
    QList<Evidence> evidence{statusLine(
        *facts.upgrade, Text::tr("Every path gets this: the server answers before it looks for a route."))};
    evidence += sentHeader(*facts.upgrade, "Host", Text::tr("The Host that was sent."));
    return {.confidence = 0.82,
            .title = Text::tr("%1 takes no request for this Host.").arg(facts.speakerName(facts.host())),
            .where = Text::tr("The fix belongs in the server's list of hosts, or in the address."),
            .evidence = evidence,
            .dismisses = {"upgrade.bad-request", "upgrade.not-supported-by-server"}};
}

std::optional<Judgement> hostRejected(const Facts &facts)
{
    if (const ExperimentResult *helping = helpingHost(facts))
        return hostProven(facts, *helping);
    if (!facts.refused)
        return {};
    if (middlewareBehindProxy(facts) && !blamingHost(facts))
        return hostGuessed(facts);
    const Exchange *blaming = blamingHost(facts);
    const bool misdirected = facts.status == 421;
    const bool emptyCaddy = facts.status == 200 && facts.shows({"caddy"}) &&
                            facts.upgrade->response->body.isEmpty() &&
                            (facts.catchAll || !facts.tried("impossible-path"));
    if (!blaming && !misdirected && !emptyCaddy)
        return refusesBeforeRoutes(facts) ? std::optional(hostUnsaid(facts)) : std::nullopt;
    QList<Evidence> evidence;
    if (blaming)
        evidence.append(received(*blaming, *says(*blaming, Saying::BlamesHost),
                                 blaming == facts.get ? Text::tr("Plain GET is told the reason.")
                                                      : Text::tr("What the server says.")));
    evidence.append(statusLine(*facts.upgrade, Text::tr("The answer to the upgrade.")));
    evidence += sentHeader(*facts.upgrade, "Host", Text::tr("The Host that was sent."));
    if (emptyCaddy)
        evidence += header(*facts.upgrade, "Server",
                           Text::tr("Caddy answers an empty 200 where no site is declared for the host."));
    const bool byProxy = blaming && facts.intermediary;
    return Judgement{
        .confidence = misdirected || blaming ? 0.93
                      : facts.catchAll       ? 0.85
                                             : 0.6,
        .title = byProxy
                     ? Text::tr("The app refuses the Host that %1 sends it.").arg(facts.intermediary->name)
                     : Text::tr("The server knows no site called %1.")
                           .arg(shown(facts.request.headers.value("Host"), 50)),
        .where =
            byProxy
                ? Text::tr("The fix belongs in %1: pass the client's Host on.").arg(facts.intermediary->name)
                : Text::tr("The fix belongs in the server's list of hosts, or in the address."),
        .evidence = evidence};
}

constexpr const char *originReferences[] = {"RFC 6455 section 10.2", "RFC 6454"};
constexpr const char *hostReferences[] = {"RFC 9110 section 7.2"};
constexpr const char *originRefines[] = {"upgrade.forbidden",
                                         "upgrade.unauthorized",
                                         "upgrade.unexpected-status",
                                         "upgrade.bad-request",
                                         "upgrade.route-missing",
                                         "upgrade.server-error",
                                         "upgrade.not-supported-by-server",
                                         "upgrade.stripped-by-proxy",
                                         "engineio.bad-request",
                                         "engineio.forbidden",
                                         "upgrade.method-not-allowed"};
constexpr const char *hostRefines[] = {"upgrade.stripped-by-proxy", "upgrade.forbidden",
                                       "upgrade.unexpected-status", "upgrade.bad-request",
                                       "upgrade.server-error",      "upgrade.route-missing",
                                       "upgrade.page-instead",      "upgrade.not-supported-by-server"};

constexpr FailureClass table[] = {
    {.id = "upgrade.origin-rejected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server refuses this Origin"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server compares the Origin header with a list, to keep other people's pages out. "
                      "With this Origin the upgrade is refused, and with another or none it is accepted."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "One change at a time decides: without Origin, and with the "
                                        "endpoint's own. Some validators refuse a missing Origin too."),
     .causes = originCauses,
     .fixes = originFixes,
     .references = originReferences,
     .refines = originRefines,
     .judge = originRejected},
    {.id = "upgrade.host-rejected",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server refuses the Host"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "Nothing is configured for the name in the Host header, or it is not among the allowed "
                      "hosts. GET is often told so in words while the upgrade gets a bare status."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "tls.unrecognized-name is the same fault one layer below. "
                                                 "upgrade.origin-rejected is about the Origin header."),
     .causes = hostCauses,
     .fixes = hostFixes,
     .references = hostReferences,
     .refines = hostRefines,
     .judge = hostRejected},
};

} // namespace

std::span<const FailureClass> upgradeOrigin()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
