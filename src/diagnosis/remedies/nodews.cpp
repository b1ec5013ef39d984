#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit (100 MiB by default)."),
     .snippet = "+ new WebSocketServer({ maxPayload: 256 * 1024 * 1024 })"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the server send pings."),
     .snippet = "+ setInterval(() => wss.clients.forEach(c => c.ping()), 20000)"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Leave the host out, so that Node listens on both families."),
     .snippet = "- server.listen(8000, '127.0.0.1')\n+ server.listen(8000)"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "verifyClient decides before the WebSocket exists; let it also take a "
                               "cookie or a query parameter for browsers.")},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise Node's limit."),
     .snippet = "node --max-http-header-size=32768 server.js"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "ws refuses every path other than its own with 400."),
     .snippet =
         "- new WebSocketServer({ server, path: '/chat' })\n+ new WebSocketServer({ server, path: '/ws' })"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Ask for a path that the server knows; and let it say 404 before it hangs up."),
     .snippet =
         "- socket.destroy()\n+ socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n')",
     .triedWith = "ws 8"}};

} // namespace

const StackRemedies nodews{"node-ws", table};

} // namespace wirewise::diagnosis::remedies
