#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Give the path an HTTP route for GET and HEAD too; the upgrade still works."),
     .snippet = "+ @app.api_route(\"/ws\", methods=[\"GET\", \"HEAD\"])\n+ def ws_health():\n+     return "
                "{\"websocket\": \"/ws\"}",
     .triedWith = "FastAPI 0.92"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add HEAD to the route."),
     .snippet = "- @app.get(\"/health\")\n+ @app.api_route(\"/health\", methods=[\"GET\", \"HEAD\"])"},
    {.failure = "health.not-ready",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If the gate is a middleware, let it hold back only what needs the missing service."),
     .snippet = "- if request.url.path.startswith(\"/ws\") and not ready():\n+ if "
                "request.url.path.startswith(\"/api/reports\") and not ready():"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Accept first."),
     .snippet =
         "- data = await load_everything()\n  await websocket.accept()\n+ data = await load_everything()",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the host."),
     .snippet = "- app.add_middleware(TrustedHostMiddleware, allowed_hosts=[\"api.example.com\"])\n+ "
                "app.add_middleware(TrustedHostMiddleware, allowed_hosts=[\"api.example.com\", "
                "\"chat.example.com\"])"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Accept first and close with a code of your own: a close before accept "
                               "reaches the client only as 403."),
     .snippet = "+ await websocket.accept()\n  await websocket.close(code=4403)"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Confirm the subprotocol when accepting."),
     .snippet = "- await websocket.accept()\n+ await websocket.accept(subprotocol=\"mqtt\")"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Take the redirect out of the application and let the TLS proxy do it; clients use wss."),
     .snippet = "- app.add_middleware(HTTPSRedirectMiddleware)",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Print the routes; a router included with a prefix lives under it."),
     .snippet = "+ for route in app.routes: print(route.path)\n  app.include_router(router, "
                "prefix=\"/api/v1\")  # /ws "
                "is /api/v1/ws",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Install uvicorn with its WebSocket library and serve the application with it."),
     .snippet = "+ pip install 'uvicorn[standard]'",
     .triedWith = "FastAPI 0.92"}};

} // namespace

const StackRemedies fastapi{"fastapi", table};

} // namespace wirewise::diagnosis::remedies
