#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Install a WebSocket library beside uvicorn, start without --ws none, and restart. The "
                      "upgrade then gets 101, and an unknown path gets 403 instead of this answer."),
     .snippet = "- pip install uvicorn\n+ pip install 'uvicorn[standard]'\n- uvicorn app:app --ws none\n+ "
                "uvicorn app:app",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Print the WebSocket routes of the application, put in its own module for "
                               "app, and ask for one of them. The upgrade then gets 101 instead of 403."),
     .snippet = "python3 -c 'from app import app; [print(type(r).__name__, r.path) for r in app.routes]'",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "--root-path adds no prefix to the routes; it tells the application what the proxy cuts off. "
         "Straight to uvicorn, ask without the prefix; through the proxy, let the proxy cut it."),
     .snippet = "  uvicorn app:app --root-path /api\n- ws://HOST:8000/api/ws\n+ ws://HOST:8000/ws",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Look in uvicorn's log below \"Exception in ASGI application\": its last lines name "
                      "the line of the handler. Repair that, restart, and the upgrade gets 101."),
     .snippet = "journalctl -u app | grep -A40 'Exception in ASGI application'",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "An exception after accept ends the connection without a Close frame; the traceback is in uvicorn's "
         "log. Catch what can be expected, and close with a code, so that the client learns why."),
     .snippet = "  await websocket.accept()\n+ try:\n      message = await websocket.receive_json()\n+ "
                "except ValueError:\n+     await websocket.close(1003, \"JSON only\")\n+     return",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise uvicorn's limit for one message, in bytes (16 MiB by default), or send "
                               "smaller messages. A message of this size is then taken."),
     .snippet = "uvicorn app:app --ws-max-size 33554432",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let uvicorn ping more often than the shortest idle time limit "
                                            "of the proxies in front; a quiet connection then stays open."),
     .snippet = "uvicorn app:app --ws-ping-interval 10",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "upgrade.request-too-large",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Make the cookies or the token smaller. The library websockets takes "
                                        "a few kilobytes a header line; with wsproto uvicorn takes more."),
     .snippet = "+ pip install wsproto\n- uvicorn app:app\n+ uvicorn app:app --ws wsproto",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "tcp.one-family-only",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Bind to both families: an empty host does that, '::' alone takes "
                                        "only IPv6. `ss -ltn` then shows 0.0.0.0:8000 and [::]:8000."),
     .snippet = "- uvicorn app:app --host 127.0.0.1 --port 8000\n+ uvicorn app:app --host '' --port 8000",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "tcp.refused",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Start the server on the port of the address and on every interface; without --host it takes "
         "connections only from its own machine or container. `ss -ltn` then shows 0.0.0.0:8000."),
     .snippet = "- uvicorn app:app\n+ uvicorn app:app --host 0.0.0.0 --port 8000",
     .triedWith = "uvicorn 0.17.6"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Use ws:// for this port, or give uvicorn a certificate; wss:// then gets 101."),
     .snippet = "uvicorn app:app --ssl-certfile cert.pem --ssl-keyfile key.pem",
     .triedWith = "uvicorn 0.17.6"}};

} // namespace

const StackRemedies uvicorn{"uvicorn", table};

} // namespace wirewise::diagnosis::remedies
