#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Accept lets in the server's own host only. Add a pattern for "
                                            "the page's host, without scheme; the upgrade then gets 101."),
     .snippet = "  conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{\n"
                "+     OriginPatterns: []string{\"app.example.com\"},\n"
                "  })",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "upgrade.server-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "501: a middleware wraps the ResponseWriter and hides http.Hijacker. "
                                        "Give the wrapper Hijack; the upgrade then gets 101."),
     .snippet = "+ func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {\n"
                "+     return r.ResponseWriter.(http.Hijacker).Hijack()\n"
                "+ }",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "501 \"Not Implemented\" means that a middleware wraps the ResponseWriter and "
                               "hides http.Hijacker. Give the wrapper Hijack; the upgrade then gets 101."),
     .snippet = "+ func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {\n"
                "+     return r.ResponseWriter.(http.Hijacker).Hijack()\n"
                "+ }",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "upgrade.stripped-by-proxy",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Its 426 quotes the Connection header that arrived. Let the proxy in "
                                        "front pass Upgrade and Connection on; the upgrade then gets 101."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nhooyr.io/websocket 1.8.7, nginx 1.22.1"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "32768 bytes are the limit unless another is set. Raise it, or "
                                            "send smaller messages; the message is then read."),
     .snippet = "+ conn.SetReadLimit(1 << 20)",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The deferred Close with StatusInternalError speaks because the handler returned. Stay "
                      "in a loop that reads until the client goes; the connection then stays open."),
     .snippet = "  defer conn.Close(websocket.StatusInternalError, \"the sky is falling\")\n"
                "+ for {\n"
                "+     if _, _, err := conn.Read(r.Context()); err != nil { return }\n"
                "+ }",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "session.no-pong",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Pings are answered while somebody reads. Where the server only "
                                            "writes, call CloseRead; pongs then come."),
     .snippet = "+ ctx = conn.CloseRead(ctx)",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A context that ends during Read closes the connection without a Close frame. "
                               "Read with one that lives as long as the connection; it then stays open."),
     .snippet = "- ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)\n"
                "+ ctx, cancel := context.WithCancel(r.Context())",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "session.idle-timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Read ends with its context, and pings do not move that. Read with a "
                                        "context that lives as long as the connection; it then stays open."),
     .snippet = "- ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)\n"
                "+ ctx, cancel := context.WithCancel(r.Context())",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"},
    {.failure = "session.policy-violation",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The handler closes because no subprotocol was agreed on. Offer one that "
                               "AcceptOptions.Subprotocols lists; the connection then stays open."),
     .snippet = "  websocket.Accept(w, r, &websocket.AcceptOptions{\n"
                "      Subprotocols: []string{\"echo\"},\n"
                "  })\n"
                "+ new WebSocket(\"wss://HOST/ws\", \"echo\")",
     .triedWith = "nhooyr.io/websocket 1.8.7, Go 1.19.8"}};

} // namespace

const StackRemedies coder{"coder", table};

} // namespace wirewise::diagnosis::remedies
