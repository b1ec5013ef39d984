#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.unsupported-version",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Use a JavaScript client 3 or 4 with Flask-SocketIO 5."),
     .snippet = "- socket.io-client@2\n+ socket.io-client@4"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Install simple-websocket, or use eventlet with its worker. Polling then offers websocket."),
     .snippet = "+ pip install simple-websocket",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "engineio.cors-blocked",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the page's Origin."),
     .snippet = "+ SocketIO(app, cors_allowed_origins=[\"https://app.example.com\"])"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name the page's Origin."),
     .snippet = "+ SocketIO(app, cors_allowed_origins=[\"https://app.example.com\"])"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give client and server the same path."),
     .snippet = "- io('https://HOST')\n+ io('https://HOST', { path: '/realtime/socket.io' })",
     .triedWith = "Flask-SocketIO 5.3"},
    {.failure = "upgrade.async-mode-mismatch",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or use threads, with simple-websocket installed."),
     .snippet =
         "+ pip install simple-websocket\n- socketio = SocketIO(app, async_mode=\"gevent\")\n+ socketio = "
         "SocketIO(app, async_mode=\"threading\")\n+ gunicorn -w 1 --threads 100 app:app"}};

} // namespace

const StackRemedies flasksocketio{"flask-socketio", table};

} // namespace wirewise::diagnosis::remedies
