#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "ws refuses every path other than its own with 400. Give it the path of the "
                               "address, or leave `path` out to take every path. The upgrade then gets 101."),
     .snippet = "- new WebSocketServer({ server, path: '/chat' })\n"
                "+ new WebSocketServer({ server, path: '/ws' })",
     .triedWith = "ws 8.23.0, 7.5.14 and 5.2.8"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Two ws servers on one http.Server refuse each other's paths with 400. Give both "
                      "`noServer`, and choose between them by the path; each path then gets 101."),
     .snippet =
         "- const chat = new WebSocketServer({ server, path: '/chat' })\n"
         "- const feed = new WebSocketServer({ server, path: '/ws' })\n"
         "+ const chat = new WebSocketServer({ noServer: true })\n"
         "+ const feed = new WebSocketServer({ noServer: true })\n"
         "+ server.on('upgrade', (req, socket, head) => {\n"
         "+     const { pathname } = new URL(req.url, 'http://localhost')\n"
         "+     const target = { '/chat': chat, '/ws': feed }[pathname]\n"
         "+     if (!target) return socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n')\n"
         "+     target.handleUpgrade(req, socket, head, ws => target.emit('connection', ws, req))\n"
         "+ })",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask for a path that the server knows; and let it say 404 before "
                                            "it hangs up, so that the next one sees the reason."),
     .snippet = "- socket.destroy()\n"
                "+ socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n')",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Add the Origin of the page, with scheme and port, to the list that verifyClient "
                      "compares with. That page then gets 101; other Origins still get 401."),
     .snippet = "- const allowed = ['https://app.example.com']\n"
                "+ const allowed = ['https://app.example.com', 'http://localhost:5173']\n"
                "  new WebSocketServer({ server, verifyClient: ({ origin }) => allowed.includes(origin) })",
     .triedWith = "ws 8.23.0, 7.5.14 and 5.2.8"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Programs send no Origin. If they may connect, let a missing one "
                                            "pass; browsers always send theirs."),
     .snippet = "- verifyClient: ({ origin }) => allowed.includes(origin)\n"
                "+ verifyClient: ({ origin }) => !origin || allowed.includes(origin)",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "ws answers 401 whenever verifyClient says no: to a missing token, but to a "
                               "wrong Origin as well. Let it also take the token from the query, which "
                               "browsers can send; with a valid one the upgrade gets 101."),
     .snippet = "  new WebSocketServer({ server, verifyClient: ({ req }) => {\n"
                "-     return isValid(req.headers.authorization)\n"
                "+     const { searchParams } = new URL(req.url, 'http://localhost')\n"
                "+     return isValid(req.headers.authorization ?? searchParams.get('token'))\n"
                "  } })",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If verifyClient compares the Origin, add that of the page. The upgrade then gets 101."),
     .snippet = "- const allowed = ['https://app.example.com']\n"
                "+ const allowed = ['https://app.example.com', 'http://localhost:5173']\n"
                "  new WebSocketServer({ server, verifyClient: ({ origin }) => allowed.includes(origin) })",
     .triedWith = "ws 8.23.0, 7.5.14 and 5.2.8"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "verifyClient refuses with this status. Print what it compares, "
                                            "and let this client pass; the upgrade then gets 101."),
     .snippet = "- const allow = ['10.0.0.1']\n"
                "+ const allow = ['10.0.0.1', '127.0.0.1']\n"
                "  verifyClient: ({ req, origin }, done) => {\n"
                "+     console.log('upgrade', req.url, origin, req.socket.remoteAddress)\n"
                "      done(allow.includes(req.socket.remoteAddress), 403, 'Forbidden')\n"
                "  }",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The status comes from verifyClient or the upgrade listener. "
                                            "Wait as long as Retry-After says, or raise the limit there."),
     .snippet = "- done(false, 429, 'Too Many Requests', { 'Retry-After': 30 })\n"
                "+ done(connections < limit, 429, 'Too Many Requests', { 'Retry-After': 30 })",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let handleProtocols return a name that the client offers. The "
                                            "101 then names it, and browsers accept it."),
     .snippet =
         "  new WebSocketServer({ server,\n"
         "-     handleProtocols: protocols => protocols.has('v2') ? 'v2' : false })\n"
         "+     handleProtocols: protocols => ['v2', 'v1'].find(name => protocols.has(name)) ?? false })",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.bad-key",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send 16 random bytes in base64; curl's sample below is such a key. ws then answers 101."),
     .snippet =
         "curl -i -N --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: "
         "13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' http://HOST/PATH",
     .triedWith = "ws 8.23.0"},
    {.failure = "upgrade.version-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "ws speaks versions 13 and 8. Let the client send 13; the upgrade then gets 101."),
     .snippet = "- Sec-WebSocket-Version: 12\n"
                "+ Sec-WebSocket-Version: 13",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise maxPayload above your largest message, or send it in parts. 1009 is then gone."),
     .snippet = "- new WebSocketServer({ server, maxPayload: 1024 })\n"
                "+ new WebSocketServer({ server, maxPayload: 1024 * 1024 })",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.idle-timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Let the server send pings more often than the limit, and let their "
                                        "pongs count as life. The connection then stays open in silence."),
     .snippet = "  ws.on('message', restartTimer)\n"
                "+ ws.on('pong', restartTimer)\n"
                "+ const beat = setInterval(() => ws.ping(), 20000)\n"
                "+ ws.on('close', () => clearInterval(beat))",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If a heartbeat calls terminate(): it must set its mark anew at "
                                            "every pong. The connection then stays open."),
     .snippet = "+ ws.isAlive = true\n"
                "+ ws.on('pong', () => { ws.isAlive = true })\n"
                "  setInterval(() => {\n"
                "      if (!ws.isAlive) return ws.terminate()\n"
                "      ws.isAlive = false\n"
                "      ws.ping()\n"
                "  }, 30000)",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the process ends when a message comes: an exception in the handler ends "
                               "all of Node. Catch it there; the connection then stays open."),
     .snippet = "- ws.on('message', data => ws.send(JSON.parse(data).text))\n"
                "+ ws.on('message', data => {\n"
                "+     try { ws.send(JSON.parse(data).text) }\n"
                "+     catch (error) { ws.send(JSON.stringify({ error: error.message })) }\n"
                "+ })",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Look for ws.close() in the connection handler, and give every "
                                            "early return a code and a reason; the next check shows them."),
     .snippet = "- if (!user) return ws.close()\n"
                "+ if (!user) return ws.close(4001, 'unknown user')",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.refused-after-accept",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send what the message asks for. If it is a token, browsers can "
                                            "put it into the query; the connection then stays open."),
     .snippet = "- new WebSocket('wss://HOST/ws')\n"
                "+ new WebSocket('wss://HOST/ws?token=' + token)",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.policy-violation",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send what the reason names. If it is a token, browsers can put "
                                            "it into the query; the connection then stays open."),
     .snippet = "- new WebSocket('wss://HOST/ws')\n"
                "+ new WebSocket('wss://HOST/ws?token=' + token)",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The code is the application's own: look for ws.close( with it. If it asks for a "
                      "token, browsers can put it into the query; the connection then stays open."),
     .snippet = "- new WebSocket('wss://HOST/ws')\n"
                "+ new WebSocket('wss://HOST/ws?token=' + token)",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Print the error where 1011 is sent, then repair what failed. The connection then stays open."),
     .snippet = "  start(ws).catch(error => {\n"
                "+     console.error('connection failed', error)\n"
                "      ws.close(1011, 'Internal error')\n"
                "  })",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.try-again-later",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The application closes with 1013 where it is full: raise its "
                                            "limit, or connect again later, each time after a longer pause."),
     .snippet = "- if (wss.clients.size > 100) return ws.close(1013, 'Server full')\n"
                "+ if (wss.clients.size > 1000) return ws.close(1013, 'Server full')",
     .triedWith = "ws 8.23.0"},
    {.failure = "session.unsupported-data",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send the kind that the handler takes, or let it take both. "
                                            "`isBinary` tells text from binary since ws 8."),
     .snippet = "- ws.on('message', (data, isBinary) => { if (!isBinary) ws.close(1003, 'binary only') })\n"
                "+ ws.on('message', (data, isBinary) => handle(isBinary ? data : Buffer.from(String(data))))",
     .triedWith = "ws 8.23.0"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let health checks ask an http.Server of yours instead of the one that ws "
                               "makes for `port`: they then get 200, and the upgrade still gets 101."),
     .snippet = "- const wss = new WebSocketServer({ port: 3000 })\n"
                "+ const server = http.createServer((req, res) => res.writeHead(req.url === '/healthz' ? 200 "
                ": 404).end())\n"
                "+ const wss = new WebSocketServer({ server })\n"
                "+ server.listen(3000)",
     .triedWith = "ws 8.23.0"}};

} // namespace

const StackRemedies nodews{"node-ws", table};

} // namespace wirewise::diagnosis::remedies
