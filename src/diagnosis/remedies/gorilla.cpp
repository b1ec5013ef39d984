#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Without CheckOrigin only the server's own host is let in. Name the page's Origin, with scheme and "
         "port; the upgrade then gets 101. Returning true for all lets every website in."),
     .snippet = "  upgrader := websocket.Upgrader{\n"
                "+     CheckOrigin: func(r *http.Request) bool {\n"
                "+         return r.Header.Get(\"Origin\") == \"https://app.example.com\"\n"
                "+     },\n"
                "  }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "\"response does not implement http.Hijacker\" in the log: a middleware wraps "
                               "the ResponseWriter. Give the wrapper Hijack; the upgrade then gets 101."),
     .snippet = "+ func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {\n"
                "+     return r.ResponseWriter.(http.Hijacker).Hijack()\n"
                "+ }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Upgrade refuses headers of your own that are its business. Take "
                      "Sec-WebSocket-Extensions out of the response header; the upgrade then gets 101."),
     .snippet = "- header.Set(\"Sec-WebSocket-Extensions\", \"permessage-deflate\")\n"
                "+ upgrader.EnableCompression = true\n"
                "  conn, err := upgrader.Upgrade(w, r, header)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.subprotocol-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "List the subprotocol that clients offer; the 101 then names it."),
     .snippet = "  upgrader := websocket.Upgrader{\n"
                "-     Subprotocols: []string{\"chat.v2\"},\n"
                "+     Subprotocols: []string{\"chat.v2\", \"chat.v1\"},\n"
                "  }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.unrequested-subprotocol",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let Upgrader.Subprotocols choose from the offer instead of setting the "
                               "header. The 101 then names a subprotocol only to clients that offered it."),
     .snippet = "- header.Set(\"Sec-WebSocket-Protocol\", \"chat\")\n"
                "+ upgrader.Subprotocols = []string{\"chat\"}",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "http.malformed-response",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The handler writes before it upgrades, so that a 200 comes first and the 101 after "
                      "it. Call Upgrade first: it writes the status itself, and the client gets 101."),
     .snippet = "- w.WriteHeader(http.StatusOK)\n"
                "  conn, err := upgrader.Upgrade(w, r, nil)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "400 \"Bad Request\" to a right handshake: its log says which token did not arrive. "
                      "Let the proxy in front pass Upgrade and Connection on; the upgrade then gets 101."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "gorilla/websocket 1.5.0, nginx 1.22.1"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the read limit, or send smaller messages; the message is then read."),
     .snippet = "- conn.SetReadLimit(64)\n"
                "+ conn.SetReadLimit(1 << 20)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A pong has to move the deadline, and somebody has to ping. The "
                                            "connection then outlives a quiet spell."),
     .snippet =
         "  conn.SetReadDeadline(time.Now().Add(pongWait))\n"
         "+ conn.SetPongHandler(func(string) error {\n"
         "+     return conn.SetReadDeadline(time.Now().Add(pongWait))\n"
         "+ })\n"
         "+ // every pongWait/3: conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A read deadline that nobody moves ends the connection without a Close frame. "
                               "Let the pong handler move it, and ping; the connection then stays."),
     .snippet =
         "  conn.SetReadDeadline(time.Now().Add(pongWait))\n"
         "+ conn.SetPongHandler(func(string) error {\n"
         "+     return conn.SetReadDeadline(time.Now().Add(pongWait))\n"
         "+ })\n"
         "+ // every pongWait/3: conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Where the handler returns, the deferred Close cuts the TCP connection. Keep "
                               "it in a loop that reads; the connection then stays."),
     .snippet = "  defer conn.Close()\n"
                "+ for {\n"
                "+     if _, _, err := conn.ReadMessage(); err != nil { return }\n"
                "+ }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "session.no-pong",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "gorilla answers pings while it reads, and only then. Read all "
                                            "the time, also where nothing is expected; pongs then come."),
     .snippet = "+ go func() {\n"
                "+     for { if _, _, err := conn.NextReader(); err != nil { conn.Close(); return } }\n"
                "+ }()",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"}};

} // namespace

const StackRemedies gorilla{"gorilla", table};

} // namespace wirewise::diagnosis::remedies
