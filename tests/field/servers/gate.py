"""A readiness gate in front of a WebSocket route: 503 with its reason, for all below /ws, until READY is set."""

import json
import os

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute

REASON = {
    "error": "service_not_ready",
    "message": "The live feed is not ready: the broker did not answer.",
    "failed_services": ["broker"],
}


async def root(request):
    return JSONResponse({"service": "feed"})


async def feed(socket):
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


class Gate:
    def __init__(self, app):
        self.app = app
        self.ready = bool(os.environ.get("READY"))

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan" or self.ready or not scope["path"].startswith("/ws"):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self.refuse(send, "http.response")
        elif "websocket.http.response" in scope.get("extensions", {}):
            await self.refuse(send, "websocket.http.response")
        else:  # such a server can only close before it accepts, and says 403 for it
            await send({"type": "websocket.close", "code": 1013})

    async def refuse(self, send, kind):
        headers = [(b"content-type", b"application/json")]
        await send({"type": kind + ".start", "status": 503, "headers": headers})
        await send({"type": kind + ".body", "body": json.dumps(REASON).encode()})


app = Gate(Starlette(routes=[Route("/", root), WebSocketRoute("/ws", feed)]))
