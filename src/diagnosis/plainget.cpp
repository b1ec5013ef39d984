#include "diagnosis/plainget.h"

#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "wire/handshake.h"

#include <QRegularExpression>

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

/// Servers that hand an upgrade to the application as a WebSocket and refuse unknown ones with 403: an
/// ordinary page in answer to an upgrade means that no upgrade arrived, or that no WebSocket library is
/// loaded.
bool asgi(const Facts &facts)
{
    return facts.shows({"uvicorn", "hypercorn", "daphne", "fastapi", "starlette"});
}

/// What shows that something stands in front of the app server.
Evidence between(const Facts &facts)
{
    Evidence evidence = facts.intermediary->evidence;
    evidence.says = Text::tr("Something stands in front of the app server.");
    return evidence;
}

Evidence byStatus(const Facts &facts, const QString &says)
{
    return statusLine(*facts.upgrade, says);
}

void compareWithGet(const Facts &facts, PlainGetWeights &weights)
{
    if (facts.sameAsGet)
        weights.evidence.append(
            statusLine(*facts.get, Text::tr("Plain GET on the same path gets the very same answer.")));
}

/// The origin tells which handshake headers reached it.
bool weighWords(const Facts &facts, PlainGetWeights &weights)
{
    const auto unsupported = says(*facts.upgrade, Saying::UpgradeUnsupported);
    if (unsupported) {
        weights.unsupported = 0.96;
        weights.evidence = {received(*facts.upgrade, *unsupported,
                                     Text::tr("The server saw the upgrade, and says that it cannot do it."))};
        return true;
    }
    if (!facts.asksRightly)
        return false;
    const bool notHandshakeStatus = facts.status == 400 || facts.status == 426 || facts.status == 500 ||
                                    facts.status == 405 || facts.status == 505;
    const auto unseen = says(*facts.upgrade, Saying::NoUpgradeSeen);
    if (notHandshakeStatus && unseen && facts.status != 426) {
        weights.stripped = facts.intermediary ? 0.97 : 0.9;
        weights.evidence = {
            received(*facts.upgrade, *unseen,
                     Text::tr("The server tells what reached it: no upgrade, although one was sent."))};
        weights.evidence += sentHeader(*facts.upgrade, "Upgrade", Text::tr("What was sent."));
        return true;
    }
    const auto noHttp = says(*facts.upgrade, Saying::NotHttpToServer);
    if (noHttp && facts.intermediary && !facts.intermediary->wrote) {
        weights.stripped = 0.88;
        weights.evidence = {
            received(
                *facts.upgrade, *noHttp,
                Text::tr("The origin did not get an HTTP/1.1 handshake: the proxy speaks HTTP/1.0 to it.")),
            between(facts)};
        return true;
    }
    return false;
}

/// 426 to a right upgrade: whoever answers did not see one. Not if it asks for another protocol or version.
void weigh426(const Facts &facts, PlainGetWeights &weights)
{
    const wire::HeaderList &headers = facts.upgrade->response->headers;
    const bool other = headers.contains("Upgrade") && !headers.hasToken("Upgrade", "websocket");
    if (other || !facts.asksRightly)
        return;
    weights.stripped = facts.intermediary ? 0.96 : 0.85;
    weights.evidence = {
        byStatus(facts, Text::tr("The server asks for an upgrade, in answer to one: it did not see it."))};
    if (const auto unseen = says(*facts.upgrade, Saying::NoUpgradeSeen))
        weights.evidence.append(received(
            *facts.upgrade, *unseen, Text::tr("What the server says about the request that reached it.")));
    weights.evidence += sentHeader(*facts.upgrade, "Upgrade", Text::tr("What was sent."));
}

void weighAsgi404(const Facts &facts, PlainGetWeights &weights)
{
    if (!facts.sameAsGet) {
        weights.missing = 0.7;
        return;
    }
    // Quart answers an upgrade to an unknown path with its own page; Hypercorn never lacks WebSockets.
    if (!facts.intermediary && facts.shows({"quart", "hypercorn"})) {
        weights.missing = facts.shows({"quart"}) ? 0.84 : 0.6;
        weights.unsupported = 0.35;
        return;
    }
    const bool othersSeen = facts.statusOf("impossible-path") == 403;
    if (facts.intermediary) {
        weights.stripped = othersSeen ? 0.85 : 0.84;
        weights.unsupported = othersSeen ? 0 : 0.5;
        weights.evidence.append(between(facts));
    } else {
        weights.unsupported = othersSeen ? 0.4 : 0.86;
        weights.missing = othersSeen ? 0.5 : 0;
        weights.stripped = 0.35;
    }
}

/// WSGI: no upgrade ever reaches the application as a WebSocket, except through Socket.IO's own servers.
bool weighWsgi404(const Facts &facts, PlainGetWeights &weights)
{
    const bool gunicorn = facts.shows({"gunicorn"});
    const bool django = facts.shows({"django"});
    const bool flask = facts.shows({"flask", "werkzeug"});
    if (!gunicorn && !django && !flask && !facts.shows({"waitress", "wsgiref"}))
        return false;
    if (facts.engineIoPath) {
        weights.missing = 0.85;
        return true;
    }
    // gunicorn's sync worker ends every connection; the others keep one that asks to be kept.
    const bool syncWorker = gunicorn && facts.upgrade->response->headers.hasToken("Connection", "close");
    if (django || syncWorker) {
        const bool proxied = facts.intermediary && !gunicorn;
        weights.unsupported = proxied ? 0.65 : 0.86;
        weights.stripped = proxied ? 0.6 : 0;
        weights.missing = 0.35;
    } else {
        weights.missing = 0.62;
        weights.unsupported = 0.5;
    }
    return true;
}

/// Node adds Keep-Alive wherever its own request handler keeps the connection; a framework that answers on
/// the socket of an upgrade listener does not.
bool answersFromUpgradeListener(const Facts &facts)
{
    const wire::HeaderList &headers = facts.upgrade->response->headers;
    return facts.spokenBy({"fastify"}) && !facts.intermediary &&
           headers.hasToken("Connection", "keep-alive") && !headers.contains("Keep-Alive");
}

/// Node hands an upgrade to the ordinary request handler only if nobody listens for upgrades.
bool weighNode404(const Facts &facts, PlainGetWeights &weights)
{
    if (facts.engineIoPath)
        return false;
    if (answersFromUpgradeListener(facts)) {
        weights.missing = 0.85;
        return true;
    }
    const bool requestHandler = hasStack(facts.hops, "node") || facts.shows({"express"});
    if (!facts.sameHandAsGet || !requestHandler)
        return false;
    weights.unsupported = facts.intermediary ? 0.6 : 0.8;
    weights.stripped = facts.intermediary ? 0.75 : 0.3;
    weights.missing = 0.4;
    return true;
}

void weigh404(const Facts &facts, PlainGetWeights &weights)
{
    weights.evidence.append(byStatus(facts, Text::tr("The answer to the upgrade.")));
    compareWithGet(facts, weights);
    if (const QByteArray other = otherPathQuoted(facts); !other.isEmpty()) {
        weights.missing = 0.93;
        weights.evidence += body(
            *facts.upgrade, Text::tr("The server quotes the path that reached it: %1.").arg(shown(other)));
        return;
    }
    // Action Cable says 404 to a request in which it sees no upgrade, and to a foreign Origin.
    if (facts.spokenBy({"action-cable"}) && facts.asksRightly) {
        weights.stripped = facts.intermediary ? 0.85 : 0.4;
        return;
    }
    if (asgi(facts))
        return weighAsgi404(facts, weights);
    if (weighWsgi404(facts, weights) || weighNode404(facts, weights))
        return;
    const int root = facts.statusOf("get-root");
    if (root && root != 404)
        weights.evidence.append(
            statusLine(*facts.exchangeOf("get-root"), Text::tr("The rest of the server answers.")));
    if (facts.knowsWebSocket)
        weights.missing = 0.9;
    else if (facts.getAnswered && !facts.sameAsGet && facts.getStatus != 404)
        weights.missing = 0.82;
    else if (root && root < 400)
        weights.missing = 0.8;
    else
        weights.missing = facts.sameEverywhere ? 0.55 : 0.7;
    if (facts.shows({"php"}))
        weights.unsupported = 0.5;
    // A proxy that drops Upgrade turns every upgrade into such a GET; nothing here tells.
    if (facts.intermediary && facts.sameHandAsGet && !facts.knowsWebSocket)
        weights.stripped = 0.45;
}

bool isEmptyRefusal(const Facts &facts)
{
    return facts.upgrade->response->body.trimmed().isEmpty() || facts.shows({"daphne"});
}

/// ASGI servers turn "no such route" and "closed before accept" into the same 403.
void weigh403(const Facts &facts, PlainGetWeights &weights)
{
    const bool likeAsgi = asgi(facts) || facts.spokenBy({"websockets"});
    if (facts.intermediarySpoke() || !isEmptyRefusal(facts) ||
        says(*facts.upgrade, Saying::AsksForCredentials) || says(*facts.upgrade, Saying::BlamesOrigin))
        return;
    const bool sameElsewhere = facts.changesNothing("impossible-path");
    if (facts.tried("impossible-path") && !sameElsewhere)
        return;
    if (!likeAsgi && facts.getStatus != 404)
        return;
    weights.missing = sameElsewhere ? (likeAsgi ? 0.6 : 0.57) : 0.55;
    weights.evidence = {byStatus(
        facts,
        Text::tr(
            "An empty 403: on such servers it means no such WebSocket route, or a refusal before accept."))};
    if (sameElsewhere)
        weights.evidence.append(statusLine(*facts.exchangeOf("impossible-path"),
                                           Text::tr("A path that cannot exist gets the very same answer.")));
    if (facts.getStatus == 404)
        weights.evidence.append(statusLine(*facts.get, Text::tr("Plain GET finds no route either.")));
}

bool isLogin(const observation::Exchange &exchange)
{
    const QByteArray page = exchange.response->body.left(64 * 1024).toLower();
    return page.contains("type=\"password\"") || page.contains("type=password") ||
           page.contains("type='password'");
}

void weigh2xx(const Facts &facts, PlainGetWeights &weights)
{
    if (wire::readEngineIoOpen(facts.upgrade->response->body))
        return;
    weights.evidence.append(byStatus(facts, Text::tr("An ordinary answer instead of 101.")));
    compareWithGet(facts, weights);
    const bool html = isHtml(*facts.upgrade);
    const bool tried = facts.tried("impossible-path") || facts.tried("get-impossible");
    if (facts.catchAll)
        weights.evidence.append(statusLine(
            *facts.exchangeOf(facts.changesNothing("impossible-path") ? "impossible-path" : "get-impossible"),
            Text::tr("A path that cannot exist gets the same: a catch-all route.")));
    if (isLogin(*facts.upgrade) || (facts.catchAll && html)) {
        weights.page = 0.92;
        weights.unsupported = 0.45;
    } else if (facts.catchAll) {
        // One plain answer to everything: the ordinary request handler of a server whose upgrades nobody
        // takes.
        weights.unsupported = facts.intermediary ? 0.55 : 0.7;
        weights.stripped = facts.intermediary ? 0.7 : 0;
        weights.page = 0.5;
    } else if (html) {
        weights.page = 0.78;
        weights.unsupported = 0.5;
        weights.stripped = facts.intermediary ? 0.5 : 0;
    } else if (facts.intermediary && facts.sameAsGet) {
        weights.stripped = 0.7;
        weights.unsupported = 0.55;
        weights.page = 0.4;
    } else {
        weights.unsupported = tried ? 0.76 : 0.6;
        weights.page = 0.5;
    }
    if (!html && !facts.intermediary && hasStack(facts.hops, "node")) {
        weights.unsupported = 0.85;
        weights.stripped = 0;
    }
}

void weigh5xx(const Facts &facts, PlainGetWeights &weights)
{
    if (facts.status == 501) {
        weights.unsupported = 0.7;
        weights.evidence = {byStatus(facts, Text::tr("The server says that it cannot do this."))};
        return;
    }
    if (facts.status == 505 && facts.intermediary) {
        weights.stripped = 0.85;
        weights.evidence = {
            byStatus(facts,
                     Text::tr("The origin refuses the HTTP version: the proxy speaks HTTP/1.0 to it.")),
            between(facts)};
        return;
    }
    if (facts.status != 500 || !facts.sameEverywhere || !facts.spokenBy({"gunicorn"}) || facts.engineIoPath)
        return;
    weights.unsupported = 0.82;
    weights.evidence = {
        byStatus(facts, Text::tr("gunicorn's own page: the worker failed before the application answered.")),
        statusLine(*facts.get, Text::tr("Every request gets it, on every path: an ASGI application under a "
                                        "WSGI worker fails like this."))};
}

bool blamesSomethingElse(const Facts &facts)
{
    for (const Saying saying : {Saying::BlamesKey, Saying::BlamesVersion, Saying::BlamesOrigin,
                                Saying::BlamesHost, Saying::BlamesSubprotocol, Saying::AsksForCredentials})
        if (says(*facts.upgrade, saying))
            return true;
    return false;
}

/// A handshake code that says 400 to a plain GET, says it to this upgrade too, and another path gets another
/// answer: the route is there, and sees no upgrade.
bool weighBare400(const Facts &facts, PlainGetWeights &weights)
{
    const QByteArrayList version = facts.request.headers.elements("Sec-WebSocket-Version");
    const bool right = facts.asksRightly && version == QByteArrayList{"13"} &&
                       wire::isValidKey(facts.request.headers.value("Sec-WebSocket-Key"));
    const bool library = facts.spokenBy({"gorilla"});
    const bool wordless = facts.intermediary && !facts.intermediarySpoke() &&
                          facts.upgrade->response->body.trimmed().isEmpty() &&
                          facts.changes("impossible-path");
    if (!right || !facts.sameAsGet || (!library && !wordless) || blamesSomethingElse(facts))
        return false;
    weights.stripped = library && facts.intermediary ? 0.95 : library ? 0.86 : 0.8;
    weights.evidence = {
        byStatus(facts, library ? Text::tr("gorilla/websocket refuses a handshake that is right.")
                                : Text::tr("The answer to the upgrade.")),
        statusLine(*facts.get, Text::tr("Plain GET on the same path gets the very same answer."))};
    if (facts.intermediary)
        weights.evidence.append(between(facts));
    return true;
}

/// Werkzeug's router tells routes for WebSockets from others: an upgrade on one of the others is its 400.
bool weighFlask400(const Facts &facts, PlainGetWeights &weights)
{
    const bool routed = facts.getAnswered && facts.getStatus != 400 && facts.getStatus != 404;
    if (!facts.spokenBy({"flask"}) || !routed || facts.engineIoRefusal || !facts.asksRightly)
        return false;
    weights.unsupported = 0.88;
    weights.evidence = {
        byStatus(facts, Text::tr("The router saw the upgrade, and the route is none for WebSockets.")),
        statusLine(*facts.get, Text::tr("Plain GET on the same path is routed."))};
    return true;
}

/// npm ws refuses a path other than its own with 400. Node's engine.io calls a plain GET with
/// transport=websocket a bad request; a real upgrade it would answer as one.
void weigh400(const Facts &facts, PlainGetWeights &weights)
{
    if (weighFlask400(facts, weights))
        return;
    if (facts.engineIoRefusal && facts.engineIoRefusal->code == 3 && facts.transport == "websocket" &&
        facts.sameAsGet) {
        weights.stripped = facts.intermediary ? 0.94 : 0.85;
        weights.evidence = body(
            *facts.upgrade, Text::tr("Engine.IO says so to a plain GET that asks for transport=websocket."));
        weights.evidence.append(
            statusLine(*facts.get, Text::tr("Plain GET on the same path gets the very same answer.")));
        return;
    }
    if (weighBare400(facts, weights))
        return;
    // For a path other than its own ws has no more words than these; behind a prefix other paths may differ.
    const bool same = facts.changesNothing("impossible-path");
    const bool bare = facts.upgrade->response->body.trimmed() == "Bad Request";
    if (!facts.spokenBy({"node-ws"}) || (!same && !bare) || !facts.asksRightly ||
        says(*facts.upgrade, Saying::BlamesKey))
        return;
    weights.missing = same ? 0.66 : 0.62;
    weights.evidence = {
        byStatus(facts, Text::tr("The WebSocket library refuses a handshake that is right."))};
    if (same)
        weights.evidence.append(statusLine(*facts.exchangeOf("impossible-path"),
                                           Text::tr("A path that cannot exist gets the very same answer.")));
}

} // namespace

QByteArray otherPathQuoted(const Facts &facts)
{
    // "Cannot GET /ws", "no such path: /ws", {"path":"/ws"}: frameworks name the path that they looked for.
    static const QRegularExpression quote(
        QStringLiteral("(?:cannot get|no (?:such )?(?:route|path|handler|match\\w*)(?: found)?(?: "
                       "for)?:?|\"path\" ?: ?\"|requested url|not found:?|unknown path:?)\\s*"
                       "[\"'`]?(?:GET )?(/[A-Za-z0-9._~%/+-]*)"),
        QRegularExpression::CaseInsensitiveOption);
    if (!facts.endpoint || !facts.upgrade->response)
        return {};
    const auto match = quote.match(QString::fromLatin1(facts.upgrade->response->body.left(16 * 1024)));
    if (!match.hasMatch())
        return {};
    const QByteArray quoted = match.captured(1).toLatin1();
    const QByteArray asked = facts.endpoint->path();
    const auto bare = [](QByteArray path) {
        while (path.endsWith('/') || path.endsWith('.'))
            path.chop(1);
        return path;
    };
    if (bare(quoted) == bare(asked) || quoted.size() < 2)
        return {};
    // Only a part of the asked path is a rewritten one; anything else is an example in a page.
    return asked.endsWith(bare(quoted)) || asked.startsWith(bare(quoted)) || bare(quoted).endsWith(asked)
               ? quoted
               : QByteArray();
}

/// The two ports of a site are configured apart; the other one passes the upgrade on.
void compareWithOtherScheme(const Facts &facts, PlainGetWeights &weights)
{
    const double most = std::max({weights.stripped, weights.unsupported, weights.missing, weights.page});
    if (most == 0 || !facts.helps("other-scheme"))
        return;
    weights.stripped = std::max(weights.stripped, 0.9);
    weights.unsupported = 0;
    weights.missing = std::min(weights.missing, 0.4);
    weights.evidence.append(
        statusLine(*facts.exchangeOf("other-scheme"),
                   Text::tr("On the port of the other scheme the same upgrade works: the two are configured "
                            "apart.")));
}

PlainGetWeights weighPlainGet(const Facts &facts)
{
    PlainGetWeights weights;
    if (!facts.refused || weighWords(facts, weights))
        return weights;
    if (facts.status == 426)
        weigh426(facts, weights);
    else if (facts.status == 404 || facts.status == 410)
        weigh404(facts, weights);
    else if (facts.status == 403)
        weigh403(facts, weights);
    else if (facts.status >= 200 && facts.status < 300)
        weigh2xx(facts, weights);
    else if (facts.status >= 500)
        weigh5xx(facts, weights);
    else if (facts.status == 400)
        weigh400(facts, weights);
    compareWithOtherScheme(facts, weights);
    return weights;
}

} // namespace wirewise::diagnosis
