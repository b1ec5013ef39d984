#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Attach a WebSocket server to the very http.Server that listens on this port "
                               "(`npm install ws`). The upgrade then gets 101, and other paths get 400."),
     .snippet = "  const server = http.createServer(app)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))\n"
                "  server.listen(3000)",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If no WebSocket server is attached to this http.Server yet, attach "
                                        "one under the path of the address. The upgrade then gets 101."),
     .snippet = "  const server = http.createServer(app)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))\n"
                "  server.listen(3000)",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The page comes from the ordinary request handler: nobody listens for upgrades. Attach a WebSocket "
         "server to the same http.Server; the page stays for plain requests, and the upgrade gets 101."),
     .snippet = "  const server = http.createServer(app)\n"
                "+ const { WebSocketServer } = require('ws')\n"
                "+ const wss = new WebSocketServer({ server, path: '/ws' })\n"
                "+ wss.on('connection', ws => ws.on('message', data => ws.send(String(data))))\n"
                "  server.listen(3000)",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "An upgrade listener that neither upgrades nor answers leaves the client waiting. Hand "
                      "the socket on, and answer every other path; then nothing waits any more."),
     .snippet = "  server.on('upgrade', (req, socket, head) => {\n"
                "+     const { pathname } = new URL(req.url, 'http://localhost')\n"
                "+     if (pathname !== '/ws')\n"
                "+         return socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n')\n"
                "+     wss.handleUpgrade(req, socket, head, ws => wss.emit('connection', ws, req))\n"
                "  })",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Take this path in the upgrade listener, which destroys the "
                                            "socket for every other one now. The upgrade then gets 101."),
     .snippet = "  server.on('upgrade', (req, socket, head) => {\n"
                "-     if (req.url !== '/live') return socket.destroy()\n"
                "+     if (new URL(req.url, 'http://localhost').pathname !== '/ws')\n"
                "+         return socket.end('HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n')\n"
                "      wss.handleUpgrade(req, socket, head, ws => wss.emit('connection', ws, req))\n"
                "  })",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the process ends at that moment (its log says so, or the supervisor starts it anew), guard what "
         "the upgrade listener reads from the request. The upgrade then gets 101."),
     .snippet = "-     const user = JSON.parse(req.headers['x-user'])\n"
                "+     const user = JSON.parse(req.headers['x-user'] ?? '{}')",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Node takes 16 KiB of headers. Make the cookies smaller, or "
                                            "start with a higher limit; 431 then becomes 101."),
     .snippet = "- node server.js\n"
                "+ node --max-http-header-size=32768 server.js",
     .triedWith = "Node 20.20.2"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Browsers cannot send Authorization on a WebSocket: take the token from the query as "
                      "well, and check it in the upgrade listener. With it the upgrade gets 101."),
     .snippet = "  server.on('upgrade', (req, socket, head) => {\n"
                "-     const token = req.headers.authorization\n"
                "+     const { searchParams } = new URL(req.url, 'http://localhost')\n"
                "+     const token = req.headers.authorization ?? searchParams.get('token')\n"
                "      if (!isValid(token))\n"
                "          return socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\n\\r\\n')",
     .triedWith = "Node 20.20.2, ws 8.23.0"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Leave the host out, so that Node listens on both families; `ss -ltn` then shows *:8000."),
     .snippet = "- server.listen(8000, '127.0.0.1')\n"
                "+ server.listen(8000)",
     .source = "https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Use ws:// for this port, or serve it with a certificate; wss:// then works."),
     .snippet = "- const server = http.createServer(app)\n"
                "+ const server = https.createServer({ key: fs.readFileSync('key.pem'), cert: "
                "fs.readFileSync('cert.pem') }, app)\n"
                "  new WebSocketServer({ server, path: '/ws' })",
     .triedWith = "Node 20.20.2, ws 8.23.0"}};

} // namespace

const StackRemedies node{"node", table};

} // namespace wirewise::diagnosis::remedies
