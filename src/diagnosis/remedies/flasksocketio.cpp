#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.async-mode-mismatch",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Start the server with the worker of gevent-websocket; the upgrade then gets 101."),
     .snippet = "- gunicorn -k gevent -w 1 app:app\n+ pip install gevent-websocket\n+ gunicorn -k "
                "geventwebsocket.gunicorn.workers.GeventWebSocketWorker -w 1 app:app",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "upgrade.async-mode-mismatch",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or use threads, with simple-websocket installed."),
     .snippet = "+ pip install simple-websocket\n- socketio = SocketIO(app, async_mode=\"gevent\")\n+ "
                "socketio = SocketIO(app, async_mode=\"threading\")\n+ gunicorn -w 1 --threads 100 app:app",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.unsupported-version",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use a JavaScript client 3 or 4 with Flask-SocketIO 5; it asks with EIO=4, which gets 101."),
     .snippet = "- npm install socket.io-client@2\n+ npm install socket.io-client@4",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Install simple-websocket beside the application. Polling then offers websocket."),
     .snippet = "+ pip install simple-websocket",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or use eventlet mode with its worker."),
     .snippet = "- socketio = SocketIO(app, async_mode=\"threading\")\n+ socketio = SocketIO(app, "
                "async_mode=\"eventlet\")\n+ gunicorn -k eventlet -w 1 app:app",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Run one worker a process, or make the proxy in front keep each "
                                            "client at one of them. The session is then found every time."),
     .snippet = "- gunicorn -w 4 -k eventlet app:app\n+ gunicorn -w 1 -k eventlet app:app",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.cors-blocked",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the page's Origin, with its scheme and port."),
     .snippet = "- socketio = SocketIO(app)\n+ socketio = SocketIO(app, "
                "cors_allowed_origins=[\"https://app.example.com\"])",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Name the page's Origin, with its scheme and port. The upgrade then gets 101."),
     .snippet = "- socketio = SocketIO(app)\n+ socketio = SocketIO(app, "
                "cors_allowed_origins=[\"https://app.example.com\"])",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.connect-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The connect handler refuses: give it what it asks for in auth."),
     .snippet = "- io(\"https://HOST\")\n+ io(\"https://HOST\", { auth: { token } })",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.connect-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A namespace without a handler on the server is refused: register one for it."),
     .snippet = "+ @socketio.on(\"connect\", namespace=\"/chat\")\n+ def chat_connect(auth):\n+     pass",
     .triedWith = "python-socketio 5.7"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give client and server the same path."),
     .snippet = "  SocketIO(app, path=\"/realtime/socket.io\")\n- io(\"https://HOST\")\n+ "
                "io(\"https://HOST\", { path: \"/realtime/socket.io\" })",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "session.closed-at-once",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A message above max_http_buffer_size (1 MB by default) makes the "
                                        "server close without a code. Raise it, or send less at once."),
     .snippet = "- SocketIO(app)\n+ SocketIO(app, max_http_buffer_size=10_000_000)",
     .triedWith = "Flask-SocketIO 5.3"}};

} // namespace

const StackRemedies flasksocketio{"flask-socketio", table};

} // namespace wirewise::diagnosis::remedies
