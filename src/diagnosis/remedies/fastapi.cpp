#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Give the health check an ordinary route of its own, and change its address to that. "
                      "HEAD and GET get 200 there; on the WebSocket's path they stay 404, which is right."),
     .snippet = "+ @app.api_route(\"/health\", methods=[\"GET\", \"HEAD\"])\n+ def health():\n+     return "
                "{\"status\": \"ok\"}",
     .triedWith = "FastAPI 0.92"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or give the WebSocket's path an HTTP route for GET and HEAD "
                                            "too; both then get 200, and the upgrade still gets 101."),
     .snippet = "+ @app.api_route(\"/ws\", methods=[\"GET\", \"HEAD\"])\n+ def ws_health():\n+     return "
                "{\"websocket\": \"/ws\"}",
     .triedWith = "FastAPI 0.92"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "FastAPI's @app.get takes no HEAD: name both methods. HEAD then gets 200."),
     .snippet = "- @app.get(\"/health\")\n+ @app.api_route(\"/health\", methods=[\"GET\", \"HEAD\"])",
     .triedWith = "FastAPI 0.92"},
    {.failure = "health.not-ready",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Start or repair what the answer names as missing; the upgrade then gets 101. "
                               "If WebSockets do not need it, let the middleware hold back only the paths "
                               "that do (in a plain ASGI middleware the path is scope[\"path\"])."),
     .snippet = "- if not ready():\n+ if request.url.path.startswith(\"/api/reports\") and not ready():\n    "
                "  return JSONResponse({\"error\": \"service_not_ready\"}, status_code=503)",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Accept first, and do what takes long afterwards. The upgrade "
                                            "then gets 101 before the proxy gives up."),
     .snippet =
         "- data = await load_everything()\n  await websocket.accept()\n+ data = await load_everything()",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Call accept at once: the upgrade gets no answer until then. What takes long belongs after it."),
     .snippet =
         "- data = await load_everything()\n  await websocket.accept()\n+ data = await load_everything()",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the host, without its port, to the list of the middleware, "
                                            "and restart. The upgrade then gets 101."),
     .snippet = "- app.add_middleware(TrustedHostMiddleware, allowed_hosts=[\"api.example.com\"])\n+ "
                "app.add_middleware(TrustedHostMiddleware, allowed_hosts=[\"api.example.com\", "
                "\"chat.example.com\"])",
     .triedWith = "FastAPI 0.92, Starlette 0.26"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "See which check of the handler or its dependencies closes before accept: every such close reaches "
         "the client as an empty 403. To tell the reason, accept first and close with a code of your own."),
     .snippet = "+ await websocket.accept()\n  await websocket.close(code=4403, reason=\"not a member of "
                "this room\")",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Send the token that the dependency asks for. Browsers cannot set Authorization on a "
                      "WebSocket: take it from the query, a cookie or the first message."),
     .snippet = "  async def token(token: str = Query(None)):\n      if not valid(token):\n          raise "
                "WebSocketException(code=1008)\n+ new WebSocket(\"wss://HOST/ws?token=\" + token)",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Confirm one of the offered subprotocols when accepting; browsers then keep the connection."),
     .snippet = "- await websocket.accept()\n+ await websocket.accept(subprotocol=\"mqtt\")",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Take the redirect out of the application and let the TLS proxy "
                                            "do it; clients use wss. The upgrade then gets 101."),
     .snippet = "- app.add_middleware(HTTPSRedirectMiddleware)",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Print the routes. A router included with a prefix, or an application that is "
                               "mounted, lives under that prefix: ask for the whole path."),
     .snippet = "+ for route in app.routes: print(type(route).__name__, route.path)\n  "
                "app.include_router(router, prefix=\"/api/v1\")  # /ws is /api/v1/ws",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The slash at the end counts, and nothing redirects a WebSocket: "
                                            "ask for the very path of the route."),
     .snippet =
         "  @app.websocket(\"/ws\")\n- new WebSocket(\"wss://HOST/ws/\")\n+ new WebSocket(\"wss://HOST/ws\")",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Install uvicorn with its WebSocket library and serve the "
                                            "application with it. The upgrade then gets 101."),
     .snippet = "+ pip install 'uvicorn[standard]'\n  uvicorn app:app",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise WebSocketException in what a WebSocket route depends on: HTTPException there "
                      "ends in 500. The client then gets 403, or the code if accept came before."),
     .snippet = "- raise HTTPException(status_code=401)\n+ raise "
                "WebSocketException(code=status.WS_1008_POLICY_VIOLATION)",
     .triedWith = "FastAPI 0.92"},
    {.failure = "upgrade.server-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Mount static files and other applications on / behind the WebSocket "
                                        "routes; in front they take the upgrade and fail on it."),
     .snippet =
         "- app.mount(\"/\", StaticFiles(directory=\"static\"))\n  app.add_api_websocket_route(\"/ws\", "
         "endpoint)\n+ app.mount(\"/\", StaticFiles(directory=\"static\"))",
     .triedWith = "Starlette 0.26"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A middleware that answers every request with an HTTP response also gets "
                               "WebSockets, and ends them in 500. Let it pass what is no HTTP."),
     .snippet = "  async def __call__(self, scope, receive, send):\n+     if scope[\"type\"] != \"http\":\n+ "
                "        return await self.app(scope, receive, send)",
     .triedWith = "Starlette 0.26"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The connection lives as long as the handler: keep it waiting for messages after the first ones."),
     .snippet = "  await websocket.accept()\n  await websocket.send_text(\"hello\")\n+ while True:\n+     "
                "await handle(await websocket.receive_text())",
     .triedWith = "FastAPI 0.92"},
    {.failure = "session.idle-timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The handler gives up waiting for a message, and pings do not reach "
                                        "it. Wait longer, or let the client send a message now and then."),
     .snippet = "- await asyncio.wait_for(websocket.receive_text(), 30)\n+ await "
                "asyncio.wait_for(websocket.receive_text(), 900)",
     .triedWith = "FastAPI 0.92"}};

} // namespace

const StackRemedies fastapi{"fastapi", table};

} // namespace wirewise::diagnosis::remedies
