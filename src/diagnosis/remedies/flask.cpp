#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Flask itself has no WebSockets: add an extension for them and a "
                                            "server that fits it. A route that it registers then gets 101."),
     .snippet = "+ pip install flask-sock\n+ from flask_sock import Sock\n+ sock = Sock(app)\n+ "
                "@sock.route(\"/ws\")\n+ def echo(ws):\n+     while True:\n+         "
                "ws.send(ws.receive())\n+ gunicorn --threads 100 app:app",
     .source = "https://flask-sock.readthedocs.io/en/latest/web_servers.html"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "With gevent's own server, hand it the WebSocket handler; "
                                            "wsgi.websocket is then in the environment."),
     .snippet = "  from gevent.pywsgi import WSGIServer\n+ from geventwebsocket.handler import "
                "WebSocketHandler\n- WSGIServer((\"\", 8000), app).serve_forever()\n+ WSGIServer((\"\", "
                "8000), app, handler_class=WebSocketHandler).serve_forever()",
     .triedWith = "gevent 22.10.2, gevent-websocket 0.10.1"}};

} // namespace

const StackRemedies flask{"flask", table};

} // namespace wirewise::diagnosis::remedies
