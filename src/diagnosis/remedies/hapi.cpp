#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "hapi never sees an upgrade: attach a WebSocket server to its listener. The upgrade then gets 101."),
     .snippet = "  const server = Hapi.server({ port: 3000 })\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server: server.listener, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))\n"
                "  await server.start()",
     .triedWith = "hapi 21.4.10, ws 8.23.0"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Attach a WebSocket server to the listener of hapi, under the "
                                            "path that clients use. The upgrade then gets 101."),
     .snippet = "  const server = Hapi.server({ port: 3000 })\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server: server.listener, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))\n"
                "  await server.start()",
     .triedWith = "hapi 21.4.10, ws 8.23.0"}};

} // namespace

const StackRemedies hapi{"hapi", table};

} // namespace wirewise::diagnosis::remedies
