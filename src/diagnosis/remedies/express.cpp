#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Attach a WebSocket server to the HTTP server: nobody listens for upgrades "
                               "now. The upgrade then gets 101; Express itself never sees it."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Express 5.3.0 and 4.22.3, ws 8.23.0"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If ws is attached already: app.listen() makes an HTTP server of its own, which ws "
                      "does not know. Listen on the one that ws was given; the upgrade then gets 101."),
     .snippet = "  const server = http.createServer(app)\n"
                "  new WebSocketServer({ server })\n"
                "- app.listen(3000)\n"
                "+ server.listen(3000)",
     .triedWith = "Express 5.3.0 and 4.22.3, ws 8.23.0"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Attach the WebSocket server to the HTTP server; Express itself "
                                            "never sees an upgrade then, and the catch-all route stays."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Express 5.3.0 and 4.22.3, ws 8.23.0"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Attach the WebSocket server to the HTTP server, under the path "
                                            "that clients use. The upgrade then gets 101."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Express 5.3.0 and 4.22.3, ws 8.23.0"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Attach the WebSocket server to the HTTP server: the upgrade then goes past "
                               "the middleware that redirects. Or use the address that the redirect names."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Express 5.3.0, ws 8.23.0"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "With express-ws the upgrade is accepted first, and closed when no app.ws route took "
                      "it. Ask for the path of the route, and register it before the 404 handler."),
     .snippet = "+ app.ws('/ws', handler)\n"
                "  app.use((req, res) => res.status(404).json({ error: 'not found' }))\n"
                "- app.ws('/ws', handler)",
     .triedWith = "express-ws 5.0.2, Express 4.22.3"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "With express-ws every middleware before the route sees the upgrade, too; one "
                               "that answers closes the connection. Plain GET on the path shows its answer: "
                               "send what it asks for (a token, a cookie). The connection then stays open."),
     .snippet = "curl -i http://HOST/ws",
     .triedWith = "express-ws 5.0.2, Express 4.22.3"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the Node proxy take upgrades itself, from the first one on; the upgrade then gets 101."),
     .snippet = "+ server.on('upgrade', proxy.upgrade)               // http-proxy-middleware\n"
                "+ server.on('upgrade', (q, s, h) => proxy.ws(q, s, h)) // http-proxy",
     .triedWith = "http-proxy-middleware 3.0.10, http-proxy 1.18.1, Express 5.3.0"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If only the first upgrade fails: `ws: true` of http-proxy-middleware listens for upgrades only "
         "after its first plain request. Subscribe it at the start; every upgrade then gets 101."),
     .snippet = "  app.use(proxy)\n"
                "  const server = app.listen(3000)\n"
                "+ server.on('upgrade', proxy.upgrade)",
     .triedWith = "http-proxy-middleware 3.0.10, Express 5.3.0"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Give Express a route for the health check, and let the monitor ask it: HEAD and GET then get 200."),
     .snippet = "+ app.get('/healthz', (req, res) => res.sendStatus(200))",
     .triedWith = "Express 5.3.0 and 4.22.3, ws 8.23.0"}};

} // namespace

const StackRemedies express{"express", table};

} // namespace wirewise::diagnosis::remedies
