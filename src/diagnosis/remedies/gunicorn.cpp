#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Use one worker per port; gunicorn cannot keep a client at one worker."),
     .snippet = "- gunicorn -w 4 -k eventlet app:app\n+ gunicorn -w 1 -k eventlet app:app"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Threads need the package simple-websocket beside the app. Or run eventlet "
                               "mode with its worker."),
     .snippet = "+ pip install simple-websocket\n  gunicorn --threads 100 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "http.no-response",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Give outgoing calls a timeout, and use more than one worker or thread."),
     .snippet = "gunicorn -w 4 --threads 8 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limits."),
     .snippet = "gunicorn --limit-request-field_size 16380 --limit-request-line 8190 app:app"},
    {.failure = "upgrade.async-mode-mismatch",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Start gunicorn with the worker of gevent-websocket; the upgrade then gets 101."),
     .snippet = "- gunicorn -k gevent -w 1 app:app\n+ gunicorn -k "
                "geventwebsocket.gunicorn.workers.GeventWebSocketWorker -w 1 app:app",
     .triedWith = "gunicorn 20.1.0"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Give gunicorn a worker that speaks ASGI; with a WebSocket library in the image it answers 101."),
     .snippet = "- gunicorn app:app\n+ gunicorn -k uvicorn.workers.UvicornWorker app:app",
     .triedWith = "gunicorn 20.1.0"}};

} // namespace

const StackRemedies gunicorn{"gunicorn", table};

} // namespace wirewise::diagnosis::remedies
