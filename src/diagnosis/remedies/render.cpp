#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Use wss: Render answers ws:// with 301 to TLS, which WebSocket clients do "
                               "not follow. With wss expect the answer of the app itself."),
     .snippet =
         "- new WebSocket(\"ws://NAME.onrender.com/ws\")\n+ new WebSocket(\"wss://NAME.onrender.com/ws\")",
     .source = "https://render.com/docs/websocket"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Render asks the health check path with GET and takes any 2xx or "
                                            "3xx: give it an HTTP path of its own, not the WebSocket route."),
     .snippet = "# render.yaml\n+ healthCheckPath: /healthz",
     .source = "https://render.com/docs/health-checks"},
    {.failure = "health.head-unsupported",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Render asks the health check path with GET: set one that the server "
                                        "answers with 200, and a refused HEAD no longer decides anything. "
                                        "With the websockets library `process_request` can answer it."),
     .snippet = "# websockets 13 and later\n+ def health(connection, request):\n+     if request.path == "
                "\"/healthz\":\n+         return connection.respond(http.HTTPStatus.OK, \"OK\\n\")\n- "
                "serve(handler, \"0.0.0.0\", port)\n+ serve(handler, \"0.0.0.0\", port, "
                "process_request=health)\n# render.yaml\n+ healthCheckPath: /healthz",
     .source = "https://render.com/docs/health-checks"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "426 counts as failed: Render takes 2xx and 3xx only. Give the "
                                            "health check a path that answers GET with 200."),
     .snippet = "# render.yaml\n+ healthCheckPath: /healthz",
     .source = "https://render.com/docs/health-checks"},
    {.failure = "health.not-ready",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Render restarts an instance whose health check keeps failing: answer 200 as "
                               "soon as the service can work, and keep slow dependencies out of that path."),
     .source = "https://render.com/docs/health-checks"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Listen on 0.0.0.0 at the port in PORT, 10000 unless set; a server on 127.0.0.1 cannot be reached."),
     .snippet = "- uvicorn main:app\n+ uvicorn main:app --host 0.0.0.0 --port $PORT",
     .source = "https://render.com/tutorials/web-service-vs-static-site/web-services"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Every deploy replaces the instance and ends its connections: on SIGTERM "
                               "close them with 1001, and let the client reconnect with a growing pause."),
     .source = "https://render.com/articles/how-render-handles-zero-downtime-deploys"}};

} // namespace

const StackRemedies render{"render", table};

} // namespace wirewise::diagnosis::remedies
