"""WebSocket routes of a dashboard. HEAD and GET go to the HTTP router, which knows these paths once REPAIRED."""

import os

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

PATHS = ("/ws/workflows", "/ws/workflow-history", "/ws/routes")

app = FastAPI()


@app.get("/api/health")
def health():
    return {"status": "ok"}


async def feed(socket: WebSocket):
    await socket.accept()
    await socket.send_json({"path": socket.url.path})
    try:
        while True:
            await socket.receive_text()
    except WebSocketDisconnect:
        pass


for path in PATHS:
    app.add_api_websocket_route(path, feed)
    if os.environ.get("REPAIRED"):
        app.add_api_route(path, lambda: {"websocket": True}, methods=["GET", "HEAD"])
