"""The REST half of the application as plain WSGI: the WebSocket route lives in the ASGI half, which nobody serves."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def root():
    return {"service": "calls"}


@app.get("/api/calls")
def calls():
    return []
