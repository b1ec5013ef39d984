#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Register the handler under exactly the path that clients ask for. The "
                               "upgrade then gets 101; any other path still gets \"404 page not found\"."),
     .snippet = "+ mux.HandleFunc(\"/ws\", serveWs)",
     .triedWith = "Go 1.19.8"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "ServeMux redirects /ws to /ws/ where only the pattern with the slash is "
                               "registered. Register the path without it: the upgrade then gets 101."),
     .snippet = "- mux.HandleFunc(\"/ws/\", serveWs)\n"
                "+ mux.HandleFunc(\"/ws\", serveWs)",
     .triedWith = "Go 1.19.8"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A middleware that wraps http.ResponseWriter hides http.Hijacker, which every "
                               "upgrade needs. Give the wrapper the method: the upgrade then gets 101."),
     .snippet = "  type recorder struct{ http.ResponseWriter; status int }\n"
                "+ func (r recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {\n"
                "+     return r.ResponseWriter.(http.Hijacker).Hijack()\n"
                "+ }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "http.TimeoutHandler cannot be hijacked: lead the WebSocket past it. The "
                               "upgrade then gets 101, and the limit holds for all other paths."),
     .snippet = "- handler := http.TimeoutHandler(mux, 5*time.Second, \"\")\n"
                "+ handler := http.NewServeMux()\n"
                "+ handler.HandleFunc(\"/ws\", serveWs)\n"
                "+ handler.Handle(\"/\", http.TimeoutHandler(mux, 5*time.Second, \"\"))",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "http.TimeoutHandler gave up while the handler still worked. "
                                            "Lead the WebSocket past it; the upgrade then gets 101."),
     .snippet = "- handler := http.TimeoutHandler(mux, time.Second, \"\")\n"
                "+ handler := http.NewServeMux()\n"
                "+ handler.HandleFunc(\"/ws\", serveWs)\n"
                "+ handler.Handle(\"/\", http.TimeoutHandler(mux, time.Second, \"\"))",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "httputil.ReverseProxy passes upgrades on by itself. Take out what deletes "
                               "Upgrade or Connection in Director; the upgrade then gets 101."),
     .snippet = "  proxy.Director = func(r *http.Request) {\n"
                "      director(r)\n"
                "-     r.Header.Del(\"Upgrade\")\n"
                "-     r.Header.Del(\"Connection\")\n"
                "  }",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "An empty 502 is what httputil.ReverseProxy says when it cannot reach its target. "
                      "Start the target, or correct its address; the upgrade then gets 101."),
     .snippet = "- target, _ := url.Parse(\"http://127.0.0.1:9000\")\n"
                "+ target, _ := url.Parse(\"http://127.0.0.1:8080\")",
     .triedWith = "Go 1.19.8"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The handler panics before it upgrades: net/http then closes the connection without a byte, and "
         "prints the stack trace in its log. Repair that line; the upgrade then gets 101."),
     .snippet = "+ rooms := map[string]int{}\n"
                "- var rooms map[string]int\n"
                "  rooms[name] = 1",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Add the name to the list that the middleware compares Host with. The upgrade then gets 101."),
     .snippet = "- allowed := map[string]bool{\"chat.example.com\": true}\n"
                "+ allowed := map[string]bool{\"chat.example.com\": true, \"www.example.com\": true}",
     .triedWith = "Go 1.19.8"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "MaxHeaderBytes is smaller than what the client sends, most likely cookies. Take the "
                      "setting out (1 MB then), or clear the cookies; the upgrade then gets 101."),
     .snippet = "  server := &http.Server{\n"
                "-     MaxHeaderBytes: 1,",
     .triedWith = "Go 1.19.8"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "websocket.Handler of golang.org/x/net refuses a request without an Origin. Use "
                      "websocket.Server and write the check yourself; the upgrade then gets 101."),
     .snippet = "- http.Handle(\"/ws\", websocket.Handler(echo))\n"
                "+ http.Handle(\"/ws\", websocket.Server{Handler: echo, Handshake: checkOrigin})",
     .triedWith = "golang.org/x/net 0.7.0, Go 1.19.8"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The handler of this path answers as for a page. Let a WebSocket "
                                            "library take the request; the upgrade then gets 101."),
     .snippet = "  func serveWs(w http.ResponseWriter, r *http.Request) {\n"
                "-     fmt.Fprintln(w, \"events\")\n"
                "+     conn, err := upgrader.Upgrade(w, r, nil)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.page-instead",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The pattern \"/\" takes every path that no other pattern takes. "
                                        "Register the WebSocket's own path too; the upgrade then gets 101."),
     .snippet = "  mux.HandleFunc(\"/\", servePage)\n"
                "+ mux.HandleFunc(\"/ws\", serveWs)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "An upgrade is a GET. Let the handler take GET; the upgrade then gets 101."),
     .snippet = "- if r.Method != http.MethodPost {\n"
                "+ if r.Method != http.MethodGet {\n"
                "      http.Error(w, \"Method Not Allowed\", 405)",
     .triedWith = "gorilla/websocket 1.5.0, Go 1.19.8"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give the health check a path of its own. It then gets 200, and "
                                            "says nothing about the WebSocket; for that, check the upgrade."),
     .snippet = "+ mux.HandleFunc(\"/health\", func(w http.ResponseWriter, r *http.Request) { "
                "w.Write([]byte(\"ok\")) })",
     .triedWith = "Go 1.19.8"}};

} // namespace

const StackRemedies go{"go", table};

} // namespace wirewise::diagnosis::remedies
