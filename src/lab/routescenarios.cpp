#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

constexpr char NotFound[] = R"({"detail":"Not Found"})";

Answer jsonNotFound()
{
    return {"404 Not Found", {{"Content-Type", "application/json"}}, NotFound, "uvicorn"};
}

/// The lab's proxy forwards as nginx does when nobody told it otherwise: Upgrade is not passed on, and
/// Connection becomes "close" (RFC 9110 section 7.6.1: hop-by-hop headers end here).
void forwardWithoutUpgrade(Visit &visit)
{
    wire::Request request = visit.request();
    request.headers.removeAll("Upgrade");
    request.headers.set("Connection", "close");
    request.headers.set("Host", "app");
    visit.forward(wire::toBytes(request), visit.state().addresses.application, [&visit](QByteArray answer) {
        // A proxy writes its own name over that of the origin.
        answer.replace("Server: Python/3.11 websockets/10.4", "Server: nginx/1.22.1");
        visit.send(answer);
        visit.finish();
    });
}

/// uvicorn without a WebSocket library knows that an upgrade was asked, and cannot do it.
void serveWithoutWebSockets(Visit &visit)
{
    if (visit.isUpgrade())
        visit.answer({"400 Bad Request",
                      {{"Content-Type", "text/plain; charset=utf-8"}},
                      "Unsupported upgrade request.",
                      "uvicorn"});
    else if (visit.path() == "/")
        visit.answer(
            {"200 OK", {{"Content-Type", "application/json"}}, R"({"service":"orders"})", "uvicorn"});
    else
        visit.answer(jsonNotFound());
}

void answerWithPage(Visit &visit)
{
    visit.answer({"200 OK",
                  {{"Content-Type", "text/html; charset=utf-8"}},
                  "<!doctype html>\n<html><head><title>Orders</title></head>\n"
                  "<body><div id=\"app\"></div><script src=\"/assets/app.js\"></script></body></html>\n"});
}

/// Only the path with the slash has a route; the other is sent there.
void redirectToSlash(Visit &visit)
{
    if (!visit.path().endsWith('/'))
        visit.answer({"301 Moved Permanently",
                      {{"Location", visit.path() + '/'}, {"Content-Type", "text/html"}},
                      "<html><head><title>301 Moved Permanently</title></head></html>\n"});
    else if (!answersPlainRequest(visit))
        visit.echo();
}

void takeOnlyPost(Visit &visit)
{
    visit.answer({"405 Method Not Allowed",
                  {{"Allow", "POST"}, {"Content-Type", "text/plain; charset=utf-8"}},
                  "405: Method Not Allowed"});
}

void dropUpgrade(Visit &visit)
{
    if (!answersPlainRequest(visit))
        visit.finish();
}

void neverAnswerUpgrade(Visit &visit)
{
    (void)answersPlainRequest(visit);
}

Actor server(bool failing)
{
    return {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), failing};
}

} // namespace

/// As uvicorn with websockets: HTTP knows a 404, a WebSocket that has no route is refused with 403.
void answerUnknownPath(Visit &visit)
{
    if (visit.isUpgrade())
        visit.answer({"403 Forbidden", {{"Content-Type", "text/plain"}}, {}, "Python/3.11 websockets/10.4"});
    else if (visit.path() == "/")
        visit.answer({"200 OK",
                      {{"Content-Type", "text/plain"}},
                      "The practice lab of Wirewise. See `wirewise-cli lab` for its addresses.\n",
                      "uvicorn"});
    else
        visit.answer(jsonNotFound());
}

void answerAsApplication(Visit &visit)
{
    if (visit.isUpgrade()) {
        visit.echo();
        return;
    }
    const QByteArray connection = visit.request().headers.value("Connection");
    const QByteArray words =
        "Failed to open a WebSocket connection: invalid Connection header: " + connection.left(60) + ".\n";
    visit.answer({connection.isEmpty() ? "426 Upgrade Required" : "400 Bad Request",
                  {{"Content-Type", "text/plain"}},
                  words,
                  "Python/3.11 websockets/10.4"});
}

QList<Scenario> routeScenarios()
{
    return {
        {.id = "upgrade.stripped-by-proxy",
         .title = QT_TRANSLATE_NOOP("Lab", "A proxy drops the Upgrade header"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The lab's proxy forwards your request without `Upgrade` and writes "
                    "`Connection: close`, as nginx does when nobody told it otherwise. The app "
                    "behind it works, but sees a plain GET and says so."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets the same answer as GET, the date apart."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "The body quotes `Connection: close`, which Wirewise did not send."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "Straight to the app, past the proxy, the same request gets 101.")},
         .confusedWith = {{"upgrade.not-supported-by-server",
                           QT_TRANSLATE_NOOP("Lab", "also fails without the proxy")},
                          {"upgrade.route-missing",
                           QT_TRANSLATE_NOOP("Lab", "other paths of that server do upgrade")}},
         .drawing = through({QT_TRANSLATE_NOOP("Lab", "Upgrade"), false},
                            {QT_TRANSLATE_NOOP("Lab", "Proxy"), QT_TRANSLATE_NOOP("Lab", "lab"), true},
                            {QT_TRANSLATE_NOOP("Lab", "plain GET"), true},
                            {QT_TRANSLATE_NOOP("Lab", "App"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = forwardWithoutUpgrade}},
        {.id = "upgrade.not-supported-by-server",
         .title = QT_TRANSLATE_NOOP("Lab", "The server has no WebSocket support"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The application server runs without a WebSocket library, as uvicorn 0.18 "
                    "does when neither websockets nor wsproto is installed. It sees the upgrade "
                    "and cannot do it, on any path."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets 400 `Unsupported upgrade request.`"),
                  QT_TRANSLATE_NOOP("Lab", "GET on `/` is answered with 200: the app itself runs.")},
         .confusedWith = {{"upgrade.stripped-by-proxy",
                           QT_TRANSLATE_NOOP("Lab", "there the app can, but never sees the upgrade")},
                          {"upgrade.bad-request",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there the server refuses this request, not every upgrade")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "Upgrade"), true}, server(true)),
         .serving = {.port = Serving::Port::Own, .behaviour = serveWithoutWebSockets}},
        {.id = "upgrade.route-missing",
         .title = QT_TRANSLATE_NOOP("Lab", "No such path"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server does WebSockets on other paths and has no route for this one. "
                    "As uvicorn does, it answers the upgrade with an empty 403 and GET with 404. "
                    "Nothing is forbidden; the path is wrong."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets 403 without a body, GET gets 404."),
                  QT_TRANSLATE_NOOP("Lab", "A made-up path gets the very same.")},
         .confusedWith = {{"upgrade.forbidden",
                           QT_TRANSLATE_NOOP(
                               "Lab", "there the path exists, and a made-up one is answered otherwise")},
                          {"health.head-misleading",
                           QT_TRANSLATE_NOOP("Lab", "the same 404 on GET, but the upgrade works")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "unknown path"), true}, server(false)),
         .serving = {.behaviour = answerUnknownPath}},
        {.id = "upgrade.page-instead",
         .title = QT_TRANSLATE_NOOP("Lab", "A page comes instead of 101"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A web server for a single-page app answers every path with its start page. "
                    "The upgrade gets 200 and HTML, because no WebSocket route comes first."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Status 200 with `text/html` on the upgrade."),
                  QT_TRANSLATE_NOOP("Lab", "GET on any other path gets the same page.")},
         .confusedWith = {{"upgrade.redirected",
                           QT_TRANSLATE_NOOP("Lab", "there the server sends the client elsewhere first")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "200, HTML"), true}, server(true)),
         .serving = {.port = Serving::Port::Own, .behaviour = answerWithPage}},
        {.id = "upgrade.redirected",
         .title = QT_TRANSLATE_NOOP("Lab", "The upgrade is redirected"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The route ends in a slash and the address does not. The server redirects, as "
                    "nginx and Django do. Browsers do not follow a redirect of an upgrade."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "301 with a `Location` that differs by one slash."),
                  QT_TRANSLATE_NOOP("Lab", "With the slash the same request gets 101.")},
         .confusedWith = {{"upgrade.page-instead",
                           QT_TRANSLATE_NOOP("Lab", "there the page comes at once, with 200")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "301"), true}, server(false)),
         .serving = {.behaviour = redirectToSlash}},
        {.id = "upgrade.method-not-allowed",
         .title = QT_TRANSLATE_NOOP("Lab", "The path takes only POST"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The path belongs to a handler for POST. A WebSocket handshake is a "
                                      "GET, so it gets 405."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "405 with `Allow: POST` on the upgrade and on GET.")},
         .confusedWith = {{"upgrade.route-missing",
                           QT_TRANSLATE_NOOP("Lab", "there the path has no handler at all")},
                          {"health.head-unsupported",
                           QT_TRANSLATE_NOOP("Lab", "there only HEAD is refused, the upgrade works")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "405"), true}, server(true)),
         .serving = {.behaviour = takeOnlyPost}},
        {.id = "upgrade.dropped",
         .title = QT_TRANSLATE_NOOP("Lab", "The upgrade alone is closed without a byte"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "GET is answered. On an upgrade the server destroys the socket, as the usual "
                    "recipe for several Node routes does with a path that it does not know."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "GET and HEAD get 200."),
                  QT_TRANSLATE_NOOP("Lab", "The upgrade ends without a status line.")},
         .confusedWith = {{"http.closed-without-response",
                           QT_TRANSLATE_NOOP("Lab", "there GET gets no byte either")},
                          {"session.dropped", QT_TRANSLATE_NOOP("Lab", "there 101 comes first")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "closed"), true}, server(true)),
         .serving = {.port = Serving::Port::Own, .behaviour = dropUpgrade}},
        {.id = "upgrade.timeout",
         .title = QT_TRANSLATE_NOOP("Lab", "The upgrade is never answered"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "GET is answered at once. The upgrade gets no answer, as with a proxy that "
                    "takes it for an ordinary request and loses the 101 of the app behind it."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "GET and HEAD get 200."),
                  QT_TRANSLATE_NOOP("Lab", "No byte on the upgrade before the time limit.")},
         .confusedWith = {{"http.no-response", QT_TRANSLATE_NOOP("Lab", "there GET is not answered either")},
                          {"upgrade.gateway-timeout",
                           QT_TRANSLATE_NOOP("Lab", "there a proxy gives up and says so with 504")}},
         .drawing = direct({QT_TRANSLATE_NOOP("Lab", "silence"), true}, server(true)),
         .serving = {.port = Serving::Port::Own, .behaviour = neverAnswerUpgrade},
         .options = {"--timeout", "3"}},
    };
}

} // namespace wirewise::lab
