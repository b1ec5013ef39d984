#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "An ASGI application (FastAPI, Starlette, Channels): give gunicorn a worker that "
                      "speaks ASGI. With a WebSocket library in the image the upgrade gets 101."),
     .snippet = "- gunicorn app:app\n+ pip install 'uvicorn[standard]'\n+ gunicorn -k "
                "uvicorn.workers.UvicornWorker app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If every path gets this page, an ASGI application runs under a WSGI worker; "
                               "the log says that __call__ misses 'send'. Give it the worker for ASGI."),
     .snippet = "- gunicorn app:app\n+ gunicorn -k uvicorn.workers.UvicornWorker app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "http.closed-without-response",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The tornado worker drops every connection of an application that is "
                                        "not one of Tornado's. Use the worker that fits the application."),
     .snippet = "- gunicorn -k tornado app:app\n+ gunicorn -k uvicorn.workers.UvicornWorker app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "upgrade.async-mode-mismatch",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Start gunicorn with the worker of gevent-websocket; the upgrade then gets 101."),
     .snippet = "- gunicorn -k gevent -w 1 app:app\n+ pip install gevent-websocket\n+ gunicorn -k "
                "geventwebsocket.gunicorn.workers.GeventWebSocketWorker -w 1 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Use one worker a process; gunicorn cannot keep a client at one worker. For more, "
                      "start several on ports of their own behind a proxy with sticky sessions."),
     .snippet = "- gunicorn -w 4 -k eventlet app:app\n+ gunicorn -w 1 -k eventlet app:app",
     .triedWith = "gunicorn 20.1.0",
     .source = "https://flask-socketio.readthedocs.io/en/latest/deployment.html"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Threads need the package simple-websocket beside the application; polling then offers websocket."),
     .snippet = "+ pip install simple-websocket\n  gunicorn --threads 100 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or run Socket.IO in eventlet mode, with its worker."),
     .snippet =
         "- socketio = SocketIO(app, async_mode=\"threading\")\n+ socketio = SocketIO(app, "
         "async_mode=\"eventlet\")\n- gunicorn --threads 100 app:app\n+ gunicorn -k eventlet -w 1 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "http.no-response",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give outgoing calls a timeout, and use more than one worker or "
                                            "thread; a worker that waits then no longer blocks the others."),
     .snippet = "gunicorn -w 4 --threads 8 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "http.no-response",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "An application that is patched for gevent or eventlet hangs in "
                                            "a threaded worker. Take the worker of the same library."),
     .snippet = "- gunicorn -k gthread --threads 8 app:app\n+ gunicorn -k "
                "geventwebsocket.gunicorn.workers.GeventWebSocketWorker -w 1 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Make the cookies or the address smaller, or raise gunicorn's limits (8190 "
                               "and 4094 bytes by default). The application then sees the request."),
     .snippet = "gunicorn --limit-request-field_size 16380 --limit-request-line 8190 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Bind to [::]: on Linux that takes IPv4, too."),
     .snippet = "- gunicorn --bind 127.0.0.1:8000 app:app\n+ gunicorn --bind '[::]:8000' app:app",
     .triedWith = "gunicorn 20.1.0"}};

} // namespace

const StackRemedies gunicorn{"gunicorn", table};

} // namespace wirewise::diagnosis::remedies
