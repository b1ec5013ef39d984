#include "rulecases.h"

#include "support/observations.h"

namespace wirewise::test {

using observation::Outcome;

namespace {

const char json[] = "Content-Type: application/json\r\n";
const char uvicorn[] = "server: uvicorn\r\ncontent-type: application/json\r\n";
const char library[] = "Server: Python/3.11 websockets/10.4\r\nContent-Type: text/plain\r\n";

QByteArray uvicorn404()
{
    return answer("404 Not Found", uvicorn, "{\"detail\":\"Not Found\"}");
}

QByteArray empty403()
{
    return answer("403 Forbidden", library);
}

ObservationFactory refused(const QByteArray &upgrade)
{
    return anObservation().head(answer("404 Not Found")).get(answer("404 Not Found")).upgrade(upgrade);
}

ObservationFactory works(const QByteArray &head, const QByteArray &get)
{
    return anObservation().head(head).get(get).upgrade(switching());
}

QByteArray spoiled(const char *without)
{
    QByteArray bytes = switching();
    const qsizetype from = bytes.indexOf(without);
    return bytes.remove(from, bytes.indexOf("\r\n", from) + 2 - from);
}

/// An interim answer to the upgrade, and silence until the limit; GET is answered.
observation::Observation afterContinue()
{
    observation::Observation made =
        anObservation().get(answer("200 OK")).upgrade(QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    for (observation::Exchange &exchange : made.exchanges)
        if (exchange.probe.kind == observation::ProbeKind::Upgrade)
            exchange.end = observation::StreamEnd::TimedOut;
    return made;
}

} // namespace

QList<RuleCase> upgradeCases()
{
    const QByteArray notFound = answer("404 Not Found");
    const QByteArray app404 = answer("404 Not Found", json, "{\"error\":\"not found\"}");
    const QByteArray notReady = answer("503 Service Unavailable", json, "{\"error\":\"service_not_ready\"}");
    const QByteArray problem = answer("503 Service Unavailable", "Content-Type: application/problem+json\r\n",
                                      "{\"title\":\"Starting up\",\"status\":503}");
    const QByteArray page =
        answer("200 OK", "Content-Type: text/html\r\n", "<!doctype html><div id=root></div>");
    const QByteArray nginx503 =
        answer("503 Service Temporarily Unavailable", "Server: nginx/1.22.1\r\nContent-Type: text/html\r\n",
               "<html><center><h1>503 Service Temporarily "
               "Unavailable</h1></center><hr><center>nginx/1.22.1</center></html>");
    const QByteArray nginx403 =
        answer("403 Forbidden", "Server: nginx/1.22.1\r\nContent-Type: text/html\r\n",
               "<html><center><h1>403 Forbidden</h1></center><hr><center>nginx/1.22.1</center></html>");
    const QByteArray needed = answer("426 Upgrade Required", "Upgrade: websocket\r\n", "Upgrade Required");
    const QByteArray behindNginx =
        answer("404 Not Found", "Server: nginx/1.22.1\r\nContent-Type: application/json\r\n",
               "{\"detail\":\"Not Found\"}");
    const QByteArray slash = answer("301 Moved Permanently", "Location: http://127.0.0.1:8000/ws/\r\n");
    const QByteArray gateway =
        answer("502 Bad Gateway", "Server: nginx/1.22.1\r\nContent-Type: text/html\r\n",
               "<html><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.22.1</center></html>");
    const QByteArray guru =
        answer("503 Backend fetch failed", "Via: 1.1 varnish\r\nX-Varnish: 2\r\n",
               "<html><h1>Error 503 Backend fetch failed</h1><h3>Guru Meditation:</h3></html>");
    const QByteArray unhealthy =
        answer("503 Service Unavailable", "Content-Type: text/plain\r\n", "Unhealthy");
    const QByteArray downXml = answer("503 Service Unavailable", "Content-Type: application/xml\r\n",
                                      "<health><status>DOWN</status></health>");
    const QByteArray downList = answer("503 Service Unavailable", "Content-Type: application/json\r\n",
                                       "[{\"name\":\"redis\",\"healthy\":false}]");
    const QByteArray down200 =
        answer("200 OK", "Content-Type: application/json\r\n", "{\"status\":\"DOWN\"}");
    const QByteArray up200 =
        answer("200 OK", "Content-Type: application/json\r\n", "{\"status\":\"UP\",\"note\":\"not ready\"}");
    return {
        {"HEAD dropped, GET 426", "health.head-unsupported", true,
         anObservation().head(Outcome::Closed).get(needed).upgrade(switching())},
        {"HEAD 405, GET 200", "health.head-unsupported", true,
         works(answer("405 Method Not Allowed"), answer("200 OK"))},
        {"HEAD met the backend that differs", "health.head-unsupported", false,
         works(notFound, needed).tried("again-2", notFound)},
        {"426 to both", "health.head-unsupported", false, works(answer("426 Upgrade Required"), needed)},
        {"both refused", "health.head-unsupported", false, works(notFound, notFound)},
        {"both 404, upgrade 101", "health.head-misleading", true, works(notFound, notFound)},
        {"both 503 by a gate, upgrade 101", "health.head-misleading", true, works(notReady, notReady)},
        {"GET is answered", "health.head-misleading", false,
         works(answer("405 Method Not Allowed"), answer("200 OK"))},
        {"GET alone, 426", "health.upgrade-required", true, anObservation().get(needed)},
        {"426 to the upgrade too", "health.upgrade-required", false,
         anObservation().get(needed).upgrade(needed)},
        {"503 with JSON", "health.not-ready", true, anObservation().get(notReady).upgrade(notReady)},
        {"only GET gives the reason", "health.not-ready", true,
         anObservation().get(notReady).upgrade(empty403()).tried("impossible-path", empty403())},
        {"problem details", "health.not-ready", true, anObservation().get(problem).upgrade(problem)},
        {"200 with a status that is down", "health.not-ready", true,
         anObservation().get(down200).upgrade(down200)},
        {"200 with a status that is up", "health.not-ready", false,
         anObservation().get(up200).upgrade(up200)},
        {"a proxy's page", "health.not-ready", false, anObservation().get(nginx503).upgrade(nginx503)},
        {"the one word of a health check", "health.not-ready", true, refused(unhealthy)},
        {"a dependency that is missing", "health.not-ready", true,
         refused(answer("503 Service Unavailable", "Content-Type: text/plain\r\n",
                        "dependency redis is unavailable"))},
        {"all dependencies are well", "health.not-ready", false,
         refused(answer("503 Service Unavailable", "Content-Type: text/plain\r\n",
                        "All dependencies are fine. Slow down."))},
        {"a document in XML", "health.not-ready", true, refused(downXml)},
        {"a list of checks", "health.not-ready", true, refused(downList)},
        {"no healthy upstream", "health.not-ready", false,
         refused(answer("503 Service Unavailable", "Content-Type: text/plain\r\n", "no healthy upstream"))},
        {"503 without words", "health.not-ready", false,
         anObservation().get(answer("503 Service Unavailable")).upgrade(answer("503 Service Unavailable"))},
        {"404 here, root answers", "upgrade.route-missing", true,
         refused(notFound).got("get-root", "/", answer("200 OK"))},
        {"the other slash works", "upgrade.route-missing", true,
         refused(notFound).tried("with-slash", switching())},
        {"an empty 403 everywhere", "upgrade.route-missing", true,
         anObservation().get(uvicorn404()).upgrade(empty403()).tried("impossible-path", empty403())},
        {"a path of its own gets 403", "upgrade.route-missing", false,
         anObservation().get(uvicorn404()).upgrade(empty403()).tried("impossible-path", app404)},
        {"the app's page from uvicorn", "upgrade.not-supported-by-server", true,
         anObservation().head(answer("404 Not Found", uvicorn)).get(uvicorn404()).upgrade(uvicorn404())},
        {"unsupported, in words", "upgrade.not-supported-by-server", true,
         anObservation()
             .get(uvicorn404())
             .upgrade(answer("400 Bad Request", uvicorn, "Unsupported upgrade request."))},
        {"an empty 403 is support", "upgrade.not-supported-by-server", false,
         anObservation().get(uvicorn404()).upgrade(empty403()).tried("impossible-path", empty403())},
        {"nginx before the app's page", "upgrade.stripped-by-proxy", true,
         anObservation().get(behindNginx).upgrade(behindNginx)},
        {"426 to a right upgrade", "upgrade.stripped-by-proxy", true,
         anObservation().get(needed).upgrade(needed)},
        {"the header that arrived", "upgrade.stripped-by-proxy", true,
         refused(answer("400 Bad Request", library,
                        "Failed to open a WebSocket connection: invalid Connection header: close.\n"))},
        {"426 that names a version", "upgrade.stripped-by-proxy", false,
         anObservation().withVersion("8").upgrade(
             answer("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n"))},
        {"nothing between", "upgrade.stripped-by-proxy", false,
         anObservation().get(app404).upgrade(app404).got("get-root", "/", answer("200 OK"))},
        {"a catch-all page", "upgrade.page-instead", true,
         anObservation().get(page).upgrade(page).got("get-impossible", "/xyz", page)},
        {"Engine.IO's 200 is no page", "upgrade.page-instead", false,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=polling")
             .upgrade(answer(
                 "200 OK", {},
                 "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":1,\"pingTimeout\":1}"))},
        {"301 to a slash", "upgrade.redirected", true, anObservation().get(slash).upgrade(slash)},
        {"GET says 307, the upgrade 500", "upgrade.redirected", true,
         anObservation()
             .get(answer("307 Temporary Redirect", "Location: https://127.0.0.1/ws\r\n"))
             .upgrade(answer("500 Internal Server Error"))},
        {"a redirect of GET is not of the upgrade", "upgrade.redirected", false,
         anObservation().get(slash).upgrade(switching())},
        {"405", "upgrade.method-not-allowed", true,
         refused(answer("405 Method Not Allowed", "Allow: POST\r\n"))},
        {"405 to HEAD alone", "upgrade.method-not-allowed", false,
         works(answer("405 Method Not Allowed"), answer("200 OK"))},
        {"401", "upgrade.unauthorized", true,
         refused(answer("401 Unauthorized", "WWW-Authenticate: Bearer\r\n"))},
        {"403 that asks for a token", "upgrade.unauthorized", true,
         refused(answer("403 Forbidden", json, "{\"error\":\"missing token\"}"))},
        {"403 by address", "upgrade.unauthorized", false, anObservation().get(nginx403).upgrade(nginx403)},
        {"without it, it works", "upgrade.origin-rejected", true,
         refused(answer("403 Forbidden")).from("https://a.example").tried("without-origin", switching())},
        {"a missing Origin", "upgrade.origin-rejected", true,
         refused(answer("403 Forbidden")).tried("own-origin", switching())},
        {"in words", "upgrade.origin-rejected", true,
         anObservation()
             .from("https://a.example")
             .upgrade(answer("403 Forbidden", {}, "Cross origin websockets not allowed"))},
        {"an origin server is none", "upgrade.origin-rejected", false,
         refused(answer("403 Forbidden", {}, "The origin server is not reachable"))},
        {"no change helps", "upgrade.origin-rejected", false,
         refused(answer("403 Forbidden"))
             .from("https://a.example")
             .tried("without-origin", answer("403 Forbidden"))},
        {"nginx says no", "upgrade.forbidden", true,
         anObservation().get(nginx403).upgrade(nginx403).tried("impossible-path", nginx403)},
        {"another Origin helps", "upgrade.forbidden", false,
         refused(answer("403 Forbidden")).from("https://a.example").tried("without-origin", switching())},
        {"GET is told of the host", "upgrade.host-rejected", true,
         anObservation()
             .get(answer("400 Bad Request", {}, "Invalid host header"))
             .upgrade(answer("500 Internal Server Error"))},
        {"421", "upgrade.host-rejected", true, refused(answer("421 Misdirected Request"))},
        {"a 500 without words", "upgrade.host-rejected", false, refused(answer("500 Internal Server Error"))},
        {"429", "upgrade.rate-limited", true,
         refused(answer("429 Too Many Requests", "Retry-After: 30\r\n"))},
        {"503 that speaks of a limit", "upgrade.rate-limited", true,
         refused(answer("503 Service Unavailable", json, "{\"error\":\"rate limit exceeded\"}"))},
        {"503", "upgrade.rate-limited", false,
         refused(answer("503 Service Unavailable", "Retry-After: 30\r\n"))},
        {"a right key helps", "upgrade.bad-key", true,
         anObservation()
             .withKey("dGVzdA==")
             .upgrade(answer("400 Bad Request"))
             .tried("valid-key", switching())},
        {"a right key does not help", "upgrade.bad-key", false,
         anObservation()
             .withKey("dGVzdA==")
             .upgrade(answer("400 Bad Request"))
             .tried("valid-key", answer("400 Bad Request"))},
        {"the server names 13", "upgrade.version-unsupported", true,
         anObservation().withVersion("8").upgrade(
             answer("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n"))},
        {"13 was sent", "upgrade.version-unsupported", false,
         refused(answer("400 Bad Request", "Sec-WebSocket-Version: 13\r\n"))},
        {"101 with none of them", "upgrade.subprotocol-rejected", true,
         anObservation().offering("mqtt").upgrade(switching())},
        {"in the status line", "upgrade.subprotocol-rejected", true,
         refused(answer("400 This server only speaks WebSocket subprotocols wamp.2.json"))},
        {"confirmed", "upgrade.subprotocol-rejected", false,
         anObservation().offering("mqtt").upgrade(switching("Sec-WebSocket-Protocol: mqtt\r\n"))},
        {"431", "upgrade.request-too-large", true, refused(answer("431 Request Header Fields Too Large"))},
        {"a long cookie, in words", "upgrade.request-too-large", true,
         anObservation()
             .sending({"Cookie", QByteArray(9000, 'x')})
             .upgrade(answer("400 Bad Request", {}, "Size of a request header field exceeds server limit."))},
        {"a short request", "upgrade.request-too-large", false, refused(answer("400 Bad Request"))},
        {"400 without a reason", "upgrade.bad-request", true, refused(answer("400 Bad Request", {}, "no"))},
        {"400 because of the key", "upgrade.bad-request", false,
         anObservation()
             .withKey("dGVzdA==")
             .upgrade(answer("400 Bad Request"))
             .tried("valid-key", switching())},
        {"402", "upgrade.unexpected-status", true, refused(answer("402 Payment Required"))},
        {"404 has a class", "upgrade.unexpected-status", false, refused(notFound)},
        {"500 on the upgrade", "upgrade.server-error", true,
         refused(answer("500 Internal Server Error", {}, "Internal Server Error"))},
        {"polling offers websocket", "upgrade.server-error", false,
         anObservation()
             .of("ws://127.0.0.1:8000/socket.io/?EIO=4&transport=websocket")
             .upgrade(answer("500 Internal Server Error"))
             .got("polling", "/socket.io/?EIO=4&transport=polling",
                  answer(
                      "200 OK", {},
                      "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":1,\"pingTimeout\":1}"))},
        {"502", "upgrade.bad-gateway", true, anObservation().get(gateway).upgrade(gateway)},
        {"504", "upgrade.bad-gateway", false, refused(answer("504 Gateway Time-out"))},
        {"503 of a proxy", "upgrade.service-unavailable", true,
         anObservation().get(nginx503).upgrade(nginx503)},
        {"piped to a dead origin", "upgrade.service-unavailable", true,
         anObservation().get(guru).upgrade(Outcome::Closed)},
        {"GET's own 503 of the app", "upgrade.service-unavailable", false,
         anObservation().get(answer("503 Service Unavailable", {}, "busy")).upgrade(Outcome::Closed)},
        {"the service's own words", "upgrade.service-unavailable", false,
         anObservation().get(notReady).upgrade(notReady)},
        {"504", "upgrade.gateway-timeout", true, refused(answer("504 Gateway Time-out"))},
        {"502", "upgrade.gateway-timeout", false, anObservation().get(gateway).upgrade(gateway)},
        {"only the upgrade is closed", "upgrade.dropped", true,
         anObservation().get(answer("200 OK")).upgrade(Outcome::Closed)},
        {"everything is closed", "upgrade.dropped", false, anObservation().all(Outcome::Closed)},
        {"only the upgrade is silent", "upgrade.timeout", true,
         anObservation().get(answer("200 OK")).upgrade(Outcome::TimedOut)},
        {"100, and then nothing", "upgrade.timeout", true, afterContinue()},
        {"100, and then nothing", "http.truncated-response", false, afterContinue()},
        {"everything is silent", "upgrade.timeout", false, anObservation().all(Outcome::TimedOut)},
        {"once 404, then 101", "upgrade.intermittent", true, refused(notFound).tried("again-2", switching())},
        {"once 101, then 502", "upgrade.intermittent", true,
         works(answer("200 OK"), answer("200 OK")).tried("again-2", answer("502 Bad Gateway"))},
        {"a change helped once, then no more", "upgrade.intermittent", true,
         refused(notFound)
             .tried("with-slash", switching())
             .tried("again-2", notFound)
             .tried("confirm-with-slash", notFound)},
        {"a change helps each time", "upgrade.intermittent", false,
         refused(notFound)
             .tried("with-slash", switching())
             .tried("again-2", notFound)
             .tried("confirm-with-slash", switching())},
        {"once closed, then 101", "upgrade.intermittent", true,
         anObservation().get(answer("200 OK")).upgrade(Outcome::Closed).tried("again-2", switching())},
        {"once a wrong Accept, then 101", "upgrade.intermittent", true,
         anObservation()
             .upgrade(spoiled("Sec-WebSocket-Accept")
                          .replace("\r\n\r\n", "\r\nSec-WebSocket-Accept: AAAA\r\n\r\n"))
             .tried("again-2", switching())},
        {"another Host works", "upgrade.host-rejected", true,
         refused(notFound).tried("host-localhost", switching())},
        {"closed, and another Host works", "upgrade.host-rejected", true,
         anObservation().all(Outcome::Closed).tried("host-localhost", switching())},
        {"another Host changes nothing", "upgrade.host-rejected", false,
         refused(notFound).tried("host-localhost", notFound)},
        {"the other port of the site works", "upgrade.stripped-by-proxy", true,
         anObservation().get(behindNginx).upgrade(behindNginx).tried("other-scheme", switching())},
        {"always the same", "upgrade.intermittent", false, refused(notFound).tried("again-2", notFound)},
        {"the limit of the server", "upgrade.intermittent", false,
         works(answer("200 OK"), answer("200 OK")).tried("again-2", answer("429 Too Many Requests"))},
        {"of another key", "upgrade.invalid-accept", true,
         anObservation().upgrade(
             spoiled("Sec-WebSocket-Accept").replace("\r\n\r\n", "\r\nSec-WebSocket-Accept: AAAA\r\n\r\n"))},
        {"no Accept at all", "upgrade.invalid-accept", false,
         anObservation().upgrade(spoiled("Sec-WebSocket-Accept"))},
        {"no Connection", "upgrade.missing-header", true, anObservation().upgrade(spoiled("Connection"))},
        {"all there", "upgrade.missing-header", false, works(answer("200 OK"), answer("200 OK"))},
        {"an extension nobody offered", "upgrade.unrequested-extension", true,
         anObservation().upgrade(switching("Sec-WebSocket-Extensions: x-webkit-deflate-frame\r\n"))},
        {"none", "upgrade.unrequested-extension", false, works(answer("200 OK"), answer("200 OK"))},
        {"a subprotocol nobody offered", "upgrade.unrequested-subprotocol", true,
         anObservation().upgrade(switching("Sec-WebSocket-Protocol: mqtt\r\n"))},
        {"another than was offered", "upgrade.unrequested-subprotocol", true,
         anObservation()
             .offering("chat")
             .upgrade(switching("Sec-WebSocket-Protocol: Chat\r\n"))
             .tried("without-subprotocol", switching())},
        {"one that was offered", "upgrade.unrequested-subprotocol", false,
         anObservation().offering("mqtt").upgrade(switching("Sec-WebSocket-Protocol: mqtt\r\n"))},
        {"101 in HTTP/1.0", "upgrade.http10-answer", true,
         anObservation().upgrade(switching().replace("HTTP/1.1", "HTTP/1.0"))},
        {"404 in HTTP/1.0", "upgrade.http10-answer", false,
         anObservation().upgrade(QByteArray("HTTP/1.0 404 File not found\r\nContent-Length: 0\r\n\r\n"))},
    };
}

} // namespace wirewise::test
