#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.plain-websocket",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Use Socket.IO's own client, or say in the address what it would say; the "
                               "upgrade then gets 101, and the first message is the open packet."),
     .snippet = "- new WebSocket('ws://HOST/socket.io/')\n"
                "+ io('http://HOST')                                               // socket.io-client\n"
                "+ new WebSocket('ws://HOST/socket.io/?EIO=4&transport=websocket') // by hand; EIO=3 before "
                "version 3",
     .triedWith = "Socket.IO 4.8.4, 3.1.2 and 2.5.1"},
    {.failure = "engineio.unknown-transport",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Ask for transport=websocket in a ws:// address. The upgrade then gets 101."),
     .snippet = "- /socket.io/?EIO=4&transport=flashsocket\n"
                "+ /socket.io/?EIO=4&transport=websocket",
     .triedWith = "Socket.IO 4.8.4, 3.1.2 and 2.5.1"},
    {.failure = "engineio.unsupported-version",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the server take clients of version 2, or bring the client "
                                            "to version 3 or 4. EIO=3 then gets 101."),
     .snippet = "- new Server(http)\n"
                "+ new Server(http, { allowEIO3: true })",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "engineio.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let allowRequest accept this client, or send what it looks for. The upgrade then gets 101."),
     .snippet = "  new Server(http, {\n"
                "-     allowRequest: (req, callback) => callback(null, req.headers['x-key'] === key)\n"
                "+     allowRequest: (req, callback) => callback(null, req.headers['x-key'] === key || "
                "isAllowed(req))\n"
                "  })",
     .triedWith = "Socket.IO 4.8.4 and 2.5.1"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "With several processes send each client to the same one (sticky sessions), "
                               "or let clients skip polling; then there is no sid to be known."),
     .snippet = "+ io(url, { transports: ['websocket'] })",
     .source = "https://socket.io/docs/v4/using-multiple-nodes/"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Leave sid out of a hand-made address: the server gives one. The upgrade then gets 101."),
     .snippet = "- /socket.io/?EIO=4&transport=websocket&sid=abcdefgh\n"
                "+ /socket.io/?EIO=4&transport=websocket",
     .triedWith = "Socket.IO 4.8.4, 3.1.2 and 2.5.1"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the transport on the server. The upgrade then gets 101."),
     .snippet = "- new Server(http, { transports: ['polling'] })\n"
                "+ new Server(http, { transports: ['polling', 'websocket'] })",
     .triedWith = "Socket.IO 4.8.4, 3.1.2 and 2.5.1"},
    {.failure = "engineio.cors-blocked",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Allow the page's Origin, with scheme and port. Polling then works in browsers, too."),
     .snippet =
         "- new Server(http, { cors: { origin: 'https://app.example.com' } })\n"
         "+ new Server(http, { cors: { origin: ['https://app.example.com', 'http://localhost:5173'] } })",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "engineio.connect-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "\"Invalid namespace\": register the namespace that the client "
                                            "joins. It then gets packet 40 instead of 44."),
     .snippet = "+ io.of('/admin').on('connection', socket => {})",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "engineio.connect-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Another message comes from a middleware: send what it looks for "
                                            "in auth. The namespace then opens."),
     .snippet = "  io.use((socket, next) => socket.handshake.auth.token ? next() : next(new "
                "Error('unauthorized')))\n"
                "- io(url)\n"
                "+ io(url, { auth: { token } })",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Socket.IO ends an upgrade on a path that is not its own after a second. Ask for the "
                      "path that it serves: /socket.io/, or its `path` option. The upgrade then gets 101."),
     .snippet = "- new WebSocket('ws://HOST/ws')\n"
                "+ io('http://HOST', { path: '/socket.io/' })",
     .triedWith = "Socket.IO 4.8.4, 3.1.2 and 2.5.1"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If another upgrade listener on the same server takes its time, tell "
                               "Socket.IO to leave such sockets alone. The other path then gets 101."),
     .snippet = "- new Server(http)\n"
                "+ new Server(http, { destroyUpgrade: false })",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The cookies of the site are too many for Node's 16 KiB. Make "
                                            "them smaller, or raise the limit; 431 then becomes 101."),
     .snippet = "- node server.js\n"
                "+ node --max-http-header-size=32768 server.js",
     .triedWith = "Socket.IO 4.8.4, Node 20.20.2"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise maxHttpBufferSize (1 MB by default) above your largest message. 1009 is then gone."),
     .snippet = "- new Server(http, { maxHttpBufferSize: 1000 })\n"
                "+ new Server(http, { maxHttpBufferSize: 1e7 })",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Join a namespace first: a client that sends no packet 40 within "
                                            "connectTimeout is closed. After it the connection stays open."),
     .snippet = "+ ws.send('40') // socket.io-client does this by itself",
     .triedWith = "Socket.IO 4.8.4"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask for transport=websocket in a ws:// address."),
     .snippet = "- /socket.io/?EIO=4&transport=polling\n"
                "+ /socket.io/?EIO=4&transport=websocket",
     .triedWith = "Socket.IO 4.8.4"}};

} // namespace

const StackRemedies socketio{"socket.io", table};

} // namespace wirewise::diagnosis::remedies
