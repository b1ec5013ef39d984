#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Vercel Functions hold WebSockets where Fluid compute is on and the function accepts the upgrade; "
         "one that only answers requests does not. Export an HTTP server that does, or run the socket server "
         "on a host with a process that stays, such as Render, Fly.io or Cloud Run."),
     .snippet = "import { createServer } from \"node:http\";\nimport { WebSocketServer } from "
                "\"ws\";\n\nconst server = createServer();\nconst sockets = new WebSocketServer({ server "
                "});\nsockets.on(\"connection\", (socket) => socket.on(\"message\", (data) => "
                "socket.send(data)));\nexport default server;",
     .source = "https://vercel.com/docs/functions/websockets"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The path of the socket is the path of its function: see that `vercel.json` "
                               "sends it there, and that no rewrite catches it first."),
     .source = "https://vercel.com/docs/functions/websockets"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A WebSocket ends when its function reaches its maximum duration: raise that "
                               "as far as the plan allows, and let the client reconnect."),
     .snippet = "{ \"functions\": { \"api/ws.js\": { \"maxDuration\": 300 } } }",
     .source = "https://vercel.com/docs/functions/websockets"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Requests of one client may reach several instances: let "
                                            "Socket.IO open the WebSocket at once, without polling."),
     .snippet = "io(URL, { transports: [\"websocket\"] })",
     .source = "https://vercel.com/docs/functions/websockets"},
    {.failure = "upgrade.forbidden",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The upgrade passes the firewall like any request: find it in the "
                                        "firewall log of the project, and make an exception for the path."),
     .source = "https://vercel.com/docs/functions/websockets"}};

} // namespace

const StackRemedies vercel{"vercel", table};

} // namespace wirewise::diagnosis::remedies
