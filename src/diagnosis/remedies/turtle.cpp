#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin of the page, with scheme and port, to the list that "
                                        "the request handler compares with. The upgrade then gets 101."),
     .snippet = "- const allowed = ['https://app.example.com']\n"
                "+ const allowed = ['https://app.example.com', 'http://localhost:5173']\n"
                "  if (!allowed.includes(request.origin)) return request.reject(403, 'Origin not allowed')",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "accept() throws if the client does not offer the subprotocol that it names. "
                               "Accept one that was offered, or none; the upgrade then gets 101."),
     .snippet = "- request.accept('echo-protocol', request.origin)\n"
                "+ request.accept(request.requestedProtocols[0], request.origin)",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the client offer the subprotocol that the server names. The upgrade then gets 101."),
     .snippet = "- new WebSocket('ws://HOST/')\n"
                "+ new WebSocket('ws://HOST/', 'echo-protocol')",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The request handler rejects this path. Take it there; the upgrade then gets 101."),
     .snippet = "- if (request.resourceURL.pathname !== '/chat') return request.reject(404)\n"
                "+ if (request.resourceURL.pathname !== '/ws') return request.reject(404)",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Browsers cannot send Authorization on a WebSocket: take the "
                                            "token from the query as well. With it the upgrade gets 101."),
     .snippet =
         "- if (!request.httpRequest.headers.authorization) return request.reject(401)\n"
         "+ const token = request.httpRequest.headers.authorization ?? request.resourceURL.query.token\n"
         "+ if (!token) return request.reject(401)",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Without autoAcceptConnections every request waits until the handler accepts "
                               "or rejects it. Do one of the two for each; the upgrade then gets 101."),
     .snippet = "  server.on('request', request => {\n"
                "+     const connection = request.accept(request.requestedProtocols[0], request.origin)\n"
                "  })",
     .triedWith = "websocket 1.0.35 (npm)"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise both limits (64 KiB for a frame, 1 MiB for a message by default). 1009 is then gone."),
     .snippet = "  new WebSocketServer({ httpServer,\n"
                "+     maxReceivedFrameSize: 1024 * 1024,\n"
                "+     maxReceivedMessageSize: 8 * 1024 * 1024 })",
     .triedWith = "websocket 1.0.35 (npm)"}};

} // namespace

const StackRemedies turtle{"turtle", table};

} // namespace wirewise::diagnosis::remedies
