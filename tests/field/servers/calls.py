"""A FastAPI application with REST routes and one WebSocket route, as cases serve it in several ways."""

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


@app.get("/")
def root():
    return {"service": "calls"}


@app.get("/api/calls")
def calls():
    return []


@app.websocket("/ws/calls")
async def live_calls(socket: WebSocket):
    await socket.accept()
    try:
        while True:
            await socket.send_json({"heard": await socket.receive_text()})
    except WebSocketDisconnect:
        pass
