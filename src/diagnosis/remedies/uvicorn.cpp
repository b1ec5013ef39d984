#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit (16 MiB by default)."),
     .snippet = "uvicorn app:app --ws-max-size 33554432"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the server send pings."),
     .snippet = "uvicorn app:app --ws-ping-interval 20"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Bind to both families; `ss -ltn` then shows [::]:8000."),
     .snippet = "uvicorn app:app --host '::' --port 8000"},
    {.failure = "tcp.refused",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Start the server on the port of the address and on every interface; `ss "
                               "-ltn` then shows 0.0.0.0:8000."),
     .snippet = "uvicorn app:app --host 0.0.0.0 --port 8000"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Use ws:// for this port, or give uvicorn a certificate."),
     .snippet = "uvicorn app:app --ssl-certfile cert.pem --ssl-keyfile key.pem"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Print the routes of the ASGI application and ask for one of them."),
     .snippet = "python3 -c 'from app import app; [print(r.path) for r in app.routes]'",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Show the traceback, then repair the handler."),
     .snippet = "journalctl -u app | grep -A30 Traceback"},
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Install a WebSocket library and start without --ws none. An unknown "
                                        "path then gets 403 instead of this answer."),
     .snippet =
         "- pip install uvicorn\n+ pip install 'uvicorn[standard]'\n- uvicorn app:app --ws none\n+ uvicorn "
         "app:app",
     .triedWith = "uvicorn 0.17.6"}};

} // namespace

const StackRemedies uvicorn{"uvicorn", table};

} // namespace wirewise::diagnosis::remedies
