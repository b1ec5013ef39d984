#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give Express a route for the health check."),
     .snippet = "+ app.get('/healthz', (req, res) => res.sendStatus(200))"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Register the WebSocket route before the 404 handler."),
     .snippet =
         "+ app.ws('/ws', handler)\n  app.use((req, res) => res.status(404).json({ error: 'not found' }))\n- "
         "app.ws('/ws', handler)",
     .triedWith = "Express 4, ws 8"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Attach the WebSocket server to the HTTP server; Express itself never sees an upgrade then."),
     .snippet = "- app.listen(3000)\n+ const server = app.listen(3000)\n+ new WebSocketServer({ server, "
                "path: '/ws' })",
     .triedWith = "Express 4, ws 8"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Attach the WebSocket server to the HTTP server, under the path that clients use."),
     .snippet = "+ new WebSocketServer({ server, path: '/ws' })"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let the Node proxy take upgrades itself; the upgrade then gets 101."),
     .snippet = "+ server.on('upgrade', proxy.upgrade)               // http-proxy-middleware\n+ "
                "server.on('upgrade', "
                "(q, s, h) => proxy.ws(q, s, h)) // http-proxy",
     .triedWith = "Express 4, ws 8"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Attach a WebSocket server to the HTTP server: nobody listens for upgrades now."),
     .snippet = "- app.listen(3000)\n+ const server = app.listen(3000)\n+ new WebSocketServer({ server, "
                "path: '/ws' })",
     .triedWith = "Express 4, ws 8"}};

} // namespace

const StackRemedies express{"express", table};

} // namespace wirewise::diagnosis::remedies
