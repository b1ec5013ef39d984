#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Koa never sees an upgrade: attach a WebSocket server to the HTTP "
                                        "server that app.listen() returns. The upgrade then gets 101."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Koa 3.3.0, ws 8.23.0"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Attach a WebSocket server to the HTTP server that app.listen() returns, "
                               "under the path that clients use. The upgrade then gets 101."),
     .snippet = "- app.listen(3000)\n"
                "+ const server = app.listen(3000)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))",
     .triedWith = "Koa 3.3.0, ws 8.23.0"}};

} // namespace

const StackRemedies koa{"koa", table};

} // namespace wirewise::diagnosis::remedies
