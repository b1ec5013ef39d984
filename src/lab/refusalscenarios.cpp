#include "lab/scenariotables.h"
#include "lab/visit.h"
#include "wire/handshake.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

constexpr char Websockets[] = "Python/3.11 websockets/10.4";

Answer plain(const QByteArray &status, const QByteArray &words)
{
    return {status, {{"Content-Type", "text/plain"}}, words};
}

/// GET is answered; an upgrade for which the check gives nothing works.
void serve(Visit &visit, const std::optional<Answer> &refusal)
{
    if (answersPlainRequest(visit))
        return;
    if (refusal)
        visit.answer(*refusal);
    else
        visit.echo();
}

void checkToken(Visit &visit)
{
    Answer refusal{
        "401 Unauthorized",
        {{"WWW-Authenticate", "Bearer realm=\"practice lab\""}, {"Content-Type", "application/json"}},
        R"({"error":"missing bearer token"})"};
    if (visit.request().headers.value("Authorization") == "Bearer practice")
        serve(visit, {});
    else
        visit.answer(refusal);
}

void checkOrigin(Visit &visit)
{
    const QByteArray origin = visit.request().headers.value("Origin");
    const QByteArray own = "http://" + visit.request().headers.value("Host");
    const bool allowed = origin.isEmpty() || origin == own;
    serve(visit, allowed ? std::nullopt : std::optional(plain("403 Forbidden", "Origin not allowed.\n")));
}

void forbid(Visit &visit)
{
    visit.answer(
        {"403 Forbidden", {{"Content-Type", "text/plain"}}, "Access from this network is not allowed.\n"});
}

void checkKey(Visit &visit)
{
    // RFC 6455 section 4.2.1 step 5: base64 that decodes to 16 bytes.
    const QByteArray key = visit.request().headers.value("Sec-WebSocket-Key");
    Answer refusal = plain("400 Bad Request", "Failed to open a WebSocket connection: invalid "
                                              "Sec-WebSocket-Key header: " +
                                                  key.left(80) + ".\n");
    refusal.server = Websockets;
    serve(visit, wire::isValidKey(key) ? std::nullopt : std::optional(refusal));
}

void checkVersion(Visit &visit)
{
    // RFC 6455 section 4.4: the answer names the versions that the server speaks.
    Answer refusal = plain("426 Upgrade Required", {});
    refusal.headers.emplaceBack("Sec-WebSocket-Version", "13");
    const bool right = visit.request().headers.value("Sec-WebSocket-Version") == "13";
    serve(visit, right ? std::nullopt : std::optional(refusal));
}

/// Only the address that stands in the URL is served; any other virtual host is refused, GET as well.
void checkHost(Visit &visit)
{
    if (visit.request().headers.value("Host").startsWith("127.0.0.1"))
        serve(visit, {});
    else
        visit.answer(plain("400 Bad Request", "Invalid host header"));
}

void wantSubprotocol(Visit &visit)
{
    if (answersPlainRequest(visit))
        return;
    if (!visit.request().headers.hasToken("Sec-WebSocket-Protocol", "practice.lab.v1")) {
        visit.answer(plain("400 Bad Request",
                           "Unsupported subprotocol: the client offered none of practice.lab.v1.\n"));
        return;
    }
    visit.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               wire::acceptFor(visit.request().headers.value("Sec-WebSocket-Key")) +
               "\r\nSec-WebSocket-Protocol: practice.lab.v1\r\n\r\n");
    visit.openSession();
}

void wantRoom(Visit &visit)
{
    serve(visit, visit.query("room").isEmpty()
                     ? std::optional(plain("400 Bad Request", "The parameter \"room\" is missing.\n"))
                     : std::nullopt);
}

void limitRate(Visit &visit)
{
    visit.answer({"429 Too Many Requests",
                  {{"Retry-After", "30"}, {"Content-Type", "application/json"}},
                  R"({"error":"rate limit exceeded","limit":"10/minute"})"});
}

void limitTarget(Visit &visit)
{
    constexpr qsizetype MaximumTarget = 512;
    if (visit.request().target.size() > MaximumTarget)
        visit.answer(
            plain("414 URI Too Long", "The request line is too long; at most 512 bytes are read.\n"));
    else
        serve(visit, {});
}

void answerAsTeapot(Visit &visit)
{
    visit.answer(plain("418 I'm a teapot", "This server makes tea.\n"));
}

Drawing refusing(const char *label)
{
    return direct({label, true},
                  {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), false});
}

QList<Scenario> accessScenarios()
{
    return {
        {.id = "upgrade.unauthorized",
         .title = QT_TRANSLATE_NOOP("Lab", "The server wants a credential"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The server refuses everybody without a bearer token with 401. With the "
                                    "header `Authorization: Bearer practice` it accepts."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "401 with `WWW-Authenticate: Bearer`.")},
         .confusedWith = {{"auth.token-expired",
                           QT_TRANSLATE_NOOP("Lab", "there a token came, and is too old")},
                          {"upgrade.forbidden",
                           QT_TRANSLATE_NOOP("Lab", "there no credential is asked for")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "401")),
         .serving = {.behaviour = checkToken}},
        {.id = "upgrade.origin-rejected",
         .title = QT_TRANSLATE_NOOP("Lab", "The server does not like the Origin"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The check sends the Origin of a page on another host, as its browser would. "
                    "The server accepts its own Origin, or none, and refuses this one with 403."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "403 with `Origin: https://frontend.example`."),
                  QT_TRANSLATE_NOOP("Lab", "101 without Origin, and with the server's own.")},
         .confusedWith = {{"upgrade.forbidden", QT_TRANSLATE_NOOP("Lab", "there every Origin is refused")},
                          {"engineio.cors-blocked",
                           QT_TRANSLATE_NOOP("Lab", "there the browser refuses, not the server")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "403")),
         .serving = {.behaviour = checkOrigin},
         .options = {"--origin", "https://frontend.example"}},
        {.id = "upgrade.forbidden",
         .title = QT_TRANSLATE_NOOP("Lab", "403, whatever is changed"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "A list of networks keeps everybody out of this path. Neither Origin nor "
                                    "credentials matter."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "403 on GET and on the upgrade, with the server's reason."),
                  QT_TRANSLATE_NOOP("Lab", "No single change of the request helps.")},
         .confusedWith = {{"upgrade.origin-rejected", QT_TRANSLATE_NOOP("Lab", "there another Origin helps")},
                          {"upgrade.route-missing",
                           QT_TRANSLATE_NOOP("Lab", "there a made-up path gets the same 403")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "403")),
         .serving = {.behaviour = forbid}},
        {.id = "upgrade.rate-limited",
         .title = QT_TRANSLATE_NOOP("Lab", "Too many requests"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The server counts requests and has had enough: 429 with `Retry-After`. "
                                    "The lab's counter never goes down."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "429 and `Retry-After: 30`."),
                  QT_TRANSLATE_NOOP("Lab", "Wirewise tries no single changes, since they would count too.")},
         .confusedWith = {{"upgrade.service-unavailable",
                           QT_TRANSLATE_NOOP("Lab", "there it is 503, for everybody")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "429")),
         .serving = {.behaviour = limitRate}},
    };
}

QList<Scenario> requestScenarios()
{
    return {
        {.id = "upgrade.bad-key",
         .title = QT_TRANSLATE_NOOP("Lab", "The key is not 16 bytes"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The check sends `dGVzdA==` as its key, as a much copied recipe for curl does. "
                    "That is 4 bytes; the server checks it and refuses."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400, and the body names `Sec-WebSocket-Key`."),
                  QT_TRANSLATE_NOOP("Lab", "With a key of 16 random bytes the answer is 101.")},
         .confusedWith = {{"upgrade.bad-request",
                           QT_TRANSLATE_NOOP("Lab", "there another part of the request is wrong")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "4-byte key")),
         .serving = {.behaviour = checkKey},
         .options = {"--key", "dGVzdA=="}},
        {.id = "upgrade.version-unsupported",
         .title = QT_TRANSLATE_NOOP("Lab", "The server wants another version"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The check asks for version 8 of the protocol, a draft of 2011. The server "
                    "speaks version 13 and says so."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "426 with `Sec-WebSocket-Version: 13`."),
                  QT_TRANSLATE_NOOP("Lab", "With version 13 the answer is 101.")},
         .confusedWith = {{"health.upgrade-required",
                           QT_TRANSLATE_NOOP("Lab", "there it is a plain GET that gets 426")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "version 8")),
         .serving = {.behaviour = checkVersion},
         .options = {"--ws-version", "8"}},
        {.id = "upgrade.host-rejected",
         .title = QT_TRANSLATE_NOOP("Lab", "The server does not know the Host"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The request carries a Host that the app does not list among its own, as "
                    "happens behind a proxy that writes another one. The app refuses with 400."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Invalid host header`, on GET too."),
                  QT_TRANSLATE_NOOP("Lab", "With the Host of the address the answer is 101.")},
         .confusedWith = {{"upgrade.bad-request",
                           QT_TRANSLATE_NOOP("Lab", "there another part of the request is wrong")},
                          {"upgrade.origin-rejected",
                           QT_TRANSLATE_NOOP("Lab", "there Origin decides, not Host")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "Host: app.example")),
         .serving = {.behaviour = checkHost},
         .options = {"--host", "app.example"}},
        {.id = "upgrade.subprotocol-rejected",
         .title = QT_TRANSLATE_NOOP("Lab", "The subprotocol does not fit"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The check offers the subprotocol `chat.v2`. The server speaks only "
                                      "`practice.lab.v1` and refuses."),
         .seen = {QT_TRANSLATE_NOOP("Lab",
                                    "400, and the body names the subprotocol that the server speaks.")},
         .confusedWith = {{"upgrade.unrequested-subprotocol",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there the server accepts and names one that nobody offered")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "chat.v2")),
         .serving = {.behaviour = wantSubprotocol},
         .options = {"--subprotocol", "chat.v2"}},
        {.id = "upgrade.request-too-large",
         .title = QT_TRANSLATE_NOOP("Lab", "The request is too large"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address carries a query of 600 bytes, as one with a long token does. "
                    "The server reads at most 512 and says 414."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "414, on GET too.")},
         .confusedWith = {{"upgrade.bad-request", QT_TRANSLATE_NOOP("Lab", "there size plays no part")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "414")),
         .serving = {.behaviour = limitTarget},
         .address = "ws://127.0.0.1:{port}/{id}?state=" + QByteArray(594, 'x')},
        {.id = "upgrade.bad-request",
         .title = QT_TRANSLATE_NOOP("Lab", "400 for a reason of the app's own"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The app wants a parameter `room` in the query and says 400 without it. "
                                    "With `?room=1` it accepts."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400, and the body says what is missing.")},
         .confusedWith = {{"upgrade.bad-key", QT_TRANSLATE_NOOP("Lab", "there the body names the key")},
                          {"engineio.bad-request",
                           QT_TRANSLATE_NOOP("Lab", "there the body is a refusal of Engine.IO")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "400")),
         .serving = {.behaviour = wantRoom}},
        {.id = "upgrade.unexpected-status",
         .title = QT_TRANSLATE_NOOP("Lab", "A status that nothing explains"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server answers every method with 418. No rule knows more about it, so "
                    "it is quoted as it is."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "418, and the words of the server.")},
         .confusedWith = {{"upgrade.bad-request",
                           QT_TRANSLATE_NOOP("Lab", "there it is 400, with a reason")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "418")),
         .serving = {.behaviour = answerAsTeapot}},
    };
}

} // namespace

QList<Scenario> refusalScenarios()
{
    return accessScenarios() + requestScenarios();
}

} // namespace wirewise::lab
