#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

/// How one Engine.IO server is set up.
struct Setup
{
    bool websocket = true;         ///< among its transports
    bool workerFits = true;        ///< the worker can do what the library wants for websocket
    bool admits = true;            ///< its hook lets clients in
    bool admitsToNamespace = true; ///< the app's connect handler does
    bool knowsSessions = true;     ///< the worker that is asked is the one that gave the session out
    bool keepsMethod = true;       ///< what stands before it leaves GET a GET
    bool allowsOrigins = true;     ///< it sends the header that lets browsers read its answers
};

/// The errors of Engine.IO, by their numbers.
enum class Refusal {
    TransportUnknown = 0,
    SessionUnknown = 1,
    BadHandshake = 2,
    BadRequest = 3,
    Forbidden = 4,
    VersionUnsupported = 5,
};

QByteArray wordsOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::TransportUnknown:
        return "Transport unknown";
    case Refusal::SessionUnknown:
        return "Session ID unknown";
    case Refusal::BadHandshake:
        return "Bad handshake method";
    case Refusal::BadRequest:
        return "Bad request";
    case Refusal::Forbidden:
        return "Forbidden";
    case Refusal::VersionUnsupported:
        return "Unsupported protocol version";
    }
    return {};
}

/// As Node's engine.io: JSON to a request, the bare words to an upgrade. "Forbidden" and "Bad request" alone
/// could be anybody's, so these refusals are JSON for both, as other servers of Engine.IO may write them.
void refuse(Visit &visit, Refusal refusal)
{
    const QByteArray words = wordsOf(refusal);
    const QByteArray code = QByteArray::number(static_cast<int>(refusal));
    const bool anybodys = refusal == Refusal::Forbidden || refusal == Refusal::BadRequest;
    if (visit.isUpgrade() && !anybodys)
        visit.answer({"400 Bad Request", {{"Content-Type", "text/html"}}, words, {}});
    else
        visit.answer({refusal == Refusal::Forbidden ? "403 Forbidden" : "400 Bad Request",
                      {{"Content-Type", "application/json"}},
                      R"({"code":)" + code + R"(,"message":")" + words + R"("})",
                      {}});
}

const QByteArray SessionId = "lab-Z6VvxrOEAAAA";

QByteArray openPacket(const Setup &setup, bool overWebSocket)
{
    const QByteArray upgrades = setup.websocket && !overWebSocket ? R"(["websocket"])" : "[]";
    return R"(0{"sid":")" + SessionId + R"(","upgrades":)" + upgrades +
           R"(,"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";
}

void answerPoll(Visit &visit, const Setup &setup)
{
    Answer answer{"200 OK",
                  {{"Content-Type", "text/plain; charset=UTF-8"}, {"Cache-Control", "no-store"}},
                  openPacket(setup, false),
                  {}};
    const QByteArray origin = visit.request().headers.value("Origin");
    if (!origin.isEmpty() && setup.allowsOrigins)
        answer.headers.emplaceBack("Access-Control-Allow-Origin", origin);
    visit.answer(answer);
}

void openSocket(Visit &visit, const Setup &setup)
{
    visit.accept();
    visit.session().sendText(openPacket(setup, true));
    visit.flush();
    visit.onEvent([&visit, setup](const wire::ConversationEvent &event) {
        const auto *message = std::get_if<wire::MessageReceived>(&event);
        if (!message || !message->payload.startsWith("40"))
            return;
        visit.session().sendText(setup.admitsToNamespace ? QByteArray(R"(40{"sid":"lab-q8Zn2yVhAAAB"})")
                                                         : QByteArray(R"(44{"message":"unauthorized"})"));
    });
}

/// A session that began with polling moves to the socket: the client asks with 2probe first.
void joinSession(Visit &visit)
{
    visit.accept();
    visit.onEvent([&visit](const wire::ConversationEvent &event) {
        const auto *message = std::get_if<wire::MessageReceived>(&event);
        if (message && message->payload == "2probe")
            visit.session().sendText("3probe");
    });
}

void failInWorker(Visit &visit)
{
    visit.answer({"500 Internal Server Error",
                  {{"Content-Type", "text/html"}},
                  "<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n  <body>\n"
                  "    <h1><p>Internal Server Error</p></h1>\n    \n  </body>\n</html>\n",
                  "gunicorn"});
}

/// The order of the checks is that of engine.io: transport, session, admission, version.
void serve(Visit &visit, const Setup &setup)
{
    const QByteArray transport = visit.query("transport");
    const QByteArray sid = visit.query("sid");
    const bool websocket = transport == "websocket";
    if (!visit.path().endsWith("/socket.io/"))
        visit.answer({"404 Not Found", {{"Content-Type", "text/plain"}}, "Not found\n", {}});
    else if (transport != "polling" && !(websocket && setup.websocket))
        refuse(visit, Refusal::TransportUnknown);
    else if (!sid.isEmpty() && (sid != SessionId || !setup.knowsSessions))
        refuse(visit, Refusal::SessionUnknown);
    else if (!setup.keepsMethod)
        refuse(visit, Refusal::BadHandshake);
    else if (!setup.admits)
        refuse(visit, Refusal::Forbidden);
    else if (visit.query("EIO") != "4")
        refuse(visit, Refusal::VersionUnsupported);
    else if (websocket != visit.isUpgrade())
        refuse(visit, Refusal::BadRequest);
    else if (!websocket)
        answerPoll(visit, setup);
    else if (!setup.workerFits)
        failInWorker(visit);
    else if (!sid.isEmpty())
        joinSession(visit);
    else
        openSocket(visit, setup);
}

template<Setup setup>
void play(Visit &visit)
{
    serve(visit, setup);
}

Drawing refusing(const char *label, bool serverFails = false)
{
    return direct({label, true},
                  {QT_TRANSLATE_NOOP("Lab", "Socket.IO"), QT_TRANSLATE_NOOP("Lab", "lab"), serverFails});
}

const QByteArray Path = "ws://127.0.0.1:{port}/{id}/socket.io/";

QList<Scenario> addressScenarios()
{
    return {
        {.id = "engineio.plain-websocket",
         .title = QT_TRANSLATE_NOOP("Lab", "A Socket.IO path opened as a plain WebSocket"),
         .story = QT_TRANSLATE_NOOP("Lab", "A healthy Socket.IO server. The address lacks `EIO=4` and "
                                           "`transport=websocket`, which its client library would add."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Transport unknown`."),
                  QT_TRANSLATE_NOOP("Lab", "With both parameters the answer is 101.")},
         .confusedWith = {{"engineio.unknown-transport",
                           QT_TRANSLATE_NOOP("Lab", "there a transport is named, but a wrong one")},
                          {"upgrade.bad-request", QT_TRANSLATE_NOOP("Lab", "there no Socket.IO is in play")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "no EIO=4")),
         .serving = {.behaviour = play<Setup{}>},
         .address = Path},
        {.id = "engineio.unknown-transport",
         .title = QT_TRANSLATE_NOOP("Lab", "The transport does not exist"),
         .story = QT_TRANSLATE_NOOP("Lab", "The address says `transport=ws`. Engine.IO knows `polling` and "
                                           "`websocket`."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Transport unknown`."),
                  QT_TRANSLATE_NOOP("Lab", "With `transport=websocket` the answer is 101.")},
         .confusedWith = {{"engineio.websocket-disabled",
                           QT_TRANSLATE_NOOP("Lab", "there the right name is refused as well")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "transport=ws")),
         .serving = {.behaviour = play<Setup{}>},
         .address = Path + "?EIO=4&transport=ws"},
        {.id = "engineio.unsupported-version",
         .title = QT_TRANSLATE_NOOP("Lab", "The server speaks another Engine.IO version"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address says `EIO=3`, as clients of Socket.IO 2 do. The server speaks "
                    "4 and allows nothing older."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Unsupported protocol version`."),
                  QT_TRANSLATE_NOOP("Lab", "With `EIO=4` the answer is 101.")},
         .confusedWith = {{"upgrade.version-unsupported",
                           QT_TRANSLATE_NOOP("Lab", "there it is the version of WebSocket")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "EIO=3")),
         .serving = {.behaviour = play<Setup{}>},
         .address = Path + "?EIO=3&transport=websocket"},
        {.id = "engineio.bad-request",
         .title = QT_TRANSLATE_NOOP("Lab", "An address for polling, opened as a WebSocket"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A healthy Socket.IO server. The address was copied from a request that polls: it says "
                    "`transport=polling`, and is opened as a WebSocket."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 with code 3, `Bad request`."),
                  QT_TRANSLATE_NOOP("Lab", "With `transport=websocket` the answer is 101.")},
         .confusedWith = {{"engineio.unknown-transport",
                           QT_TRANSLATE_NOOP("Lab", "there no such transport exists")},
                          {"upgrade.bad-request", QT_TRANSLATE_NOOP("Lab", "there no Socket.IO is in play")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "polling?")),
         .serving = {.behaviour = play<Setup{}>},
         .address = Path + "?EIO=4&transport=polling"},
        {.id = "engineio.unknown-session",
         .title = QT_TRANSLATE_NOOP("Lab", "The server does not know the session"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address carries a session id that another worker gave out, as happens without "
                    "sticky sessions. The lab plays the worker that never heard of it, whatever "
                    "the id."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Session ID unknown`.")},
         .confusedWith = {{"engineio.bad-request",
                           QT_TRANSLATE_NOOP("Lab", "there the session is not the reason")}},
         .drawing = through(
             {QT_TRANSLATE_NOOP("Lab", "sid"), false},
             {QT_TRANSLATE_NOOP("Lab", "Balancer"), QT_TRANSLATE_NOOP("Lab", "played by the lab"), true},
             {QT_TRANSLATE_NOOP("Lab", "sid?"), true},
             {QT_TRANSLATE_NOOP("Lab", "Worker 2"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = play<Setup{.knowsSessions = false}>},
         .address = Path + "?EIO=4&transport=websocket&sid=given-by-worker-1"},
    };
}

QList<Scenario> setupScenarios()
{
    return {
        {.id = "engineio.websocket-disabled",
         .title = QT_TRANSLATE_NOOP("Lab", "Polling works, websocket is switched off"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server's list of transports holds `polling` and nothing else. Polling "
                    "works and offers no upgrade; websocket is refused."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 `Transport unknown` for `transport=websocket`."),
                  QT_TRANSLATE_NOOP("Lab", "Polling gets 200, with `\"upgrades\":[]`.")},
         .confusedWith = {{"upgrade.async-mode-mismatch",
                           QT_TRANSLATE_NOOP("Lab", "there polling offers websocket, which then gets 500")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "polling only"), true),
         .serving = {.behaviour = play<Setup{.websocket = false}>},
         .address = Path + "?EIO=4&transport=websocket"},
        {.id = "engineio.forbidden",
         .title = QT_TRANSLATE_NOOP("Lab", "The server's hook lets nobody in"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The server has a hook that decides who may come in, and it refuses "
                                      "every request before any session begins."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "403 with code 4 and `Forbidden`, in the JSON of Engine.IO."),
                  QT_TRANSLATE_NOOP("Lab", "Polling gets the same.")},
         .confusedWith = {{"engineio.connect-rejected",
                           QT_TRANSLATE_NOOP("Lab", "there the socket opens first")},
                          {"upgrade.forbidden", QT_TRANSLATE_NOOP("Lab", "there no Socket.IO is in play")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "Forbidden"), true),
         .serving = {.behaviour = play<Setup{.admits = false}>},
         .address = Path + "?EIO=4&transport=websocket"},
        {.id = "engineio.bad-handshake",
         .title = QT_TRANSLATE_NOOP("Lab", "The session is not opened with GET"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "Something before the server turns every request into a POST. Engine.IO opens a session "
                    "for GET alone and says so. The lab plays both."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "400 with code 2, `Bad handshake method`.")},
         .confusedWith = {{"engineio.bad-request", QT_TRANSLATE_NOOP("Lab", "there the method is right")},
                          {"upgrade.method-not-allowed",
                           QT_TRANSLATE_NOOP("Lab", "there no Socket.IO is in play")}},
         .drawing = through(
             {QT_TRANSLATE_NOOP("Lab", "GET"), false},
             {QT_TRANSLATE_NOOP("Lab", "Gateway"), QT_TRANSLATE_NOOP("Lab", "played by the lab"), true},
             {QT_TRANSLATE_NOOP("Lab", "POST"), true},
             {QT_TRANSLATE_NOOP("Lab", "Socket.IO"), QT_TRANSLATE_NOOP("Lab", "lab"), false}),
         .serving = {.behaviour = play<Setup{.keepsMethod = false}>},
         .address = Path + "?EIO=4&transport=websocket"},
        {.id = "engineio.cors-blocked",
         .title = QT_TRANSLATE_NOOP("Lab", "Browsers may not read the answer to polling"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The page comes from another address than the server. The WebSocket opens, since CORS "
                    "is not asked there. Socket.IO's client polls first, and its browser refuses to hand "
                    "the answer over: the header that allows it is missing."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets 101, polling 200."),
                  QT_TRANSLATE_NOOP("Lab", "The answer to polling has no `Access-Control-Allow-Origin`.")},
         .confusedWith = {{"upgrade.origin-rejected",
                           QT_TRANSLATE_NOOP("Lab", "there the server refuses, not the browser")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "no CORS header"), true),
         .serving = {.behaviour = play<Setup{.allowsOrigins = false}>},
         .address = Path + "?EIO=4&transport=websocket",
         .options = {"--origin", "https://app.example"}},
        {.id = "engineio.connect-rejected",
         .title = QT_TRANSLATE_NOOP("Lab", "The socket opens, the namespace is refused"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "WebSocket and Engine.IO are well. The check sends the packet `40`, as a "
                                    "Socket.IO client does, and the app's connect handler refuses."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "101 and an open packet that starts with `0{`."),
                  QT_TRANSLATE_NOOP("Lab", "After `40` the packet `44{\"message\":\"unauthorized\"}`.")},
         .confusedWith = {{"engineio.forbidden", QT_TRANSLATE_NOOP("Lab", "there the socket does not open")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "44"), true),
         .serving = {.behaviour = play<Setup{.admitsToNamespace = false}>},
         .address = Path + "?EIO=4&transport=websocket",
         .options = {"--send", "40"}},
        {.id = "upgrade.async-mode-mismatch",
         .title = QT_TRANSLATE_NOOP("Lab", "The worker does not fit the library"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The lab answers as Flask-SocketIO in gevent mode does on a gunicorn worker "
                    "without gevent-websocket: polling works and offers websocket, and websocket "
                    "gets gunicorn's 500."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "500 for `transport=websocket`, with an empty page of gunicorn."),
                  QT_TRANSLATE_NOOP("Lab", "Polling gets 200 and offers `websocket`.")},
         .confusedWith = {{"upgrade.server-error",
                           QT_TRANSLATE_NOOP("Lab", "there the app's own handler fails")},
                          {"engineio.websocket-disabled",
                           QT_TRANSLATE_NOOP("Lab", "there polling offers no upgrade")}},
         .drawing = direct(
             {QT_TRANSLATE_NOOP("Lab", "500"), true},
             {QT_TRANSLATE_NOOP("Lab", "Worker"), QT_TRANSLATE_NOOP("Lab", "played by the lab"), true}),
         .serving = {.behaviour = play<Setup{.workerFits = false}>},
         .address = Path + "?EIO=4&transport=websocket"},
    };
}

} // namespace

QList<Scenario> engineioScenarios()
{
    return addressScenarios() + setupScenarios();
}

} // namespace wirewise::lab
