"""A Flask-SocketIO application whose async mode is given by SOCKETIO_MODE."""

import os

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode=os.environ["SOCKETIO_MODE"], cors_allowed_origins="*")


@app.get("/")
def root():
    return {"service": "chat", "mode": socketio.async_mode}


@socketio.on("say")
def say(text):
    socketio.emit("said", text)
