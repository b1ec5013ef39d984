#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "PHP behind a web server ends with the request and cannot hold a WebSocket. Run a "
                      "WebSocket server of its own beside it, and let the web server send the path there."),
     .snippet = "+ $server = IoServer::factory(new HttpServer(new WsServer(new Chat())), 8080);\n"
                "+ $server->run();",
     .source = "https://github.com/ratchetphp/Ratchet"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The front controller answers, and it knows no such page. Let the web server "
                               "send the path to the WebSocket server, before PHP takes it."),
     .snippet = "+ location /ws {\n"
                "+     proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "+ }",
     .source = "https://nginx.org/en/docs/http/websocket.html"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The front controller takes every path. Let the web server send "
                                            "the path to the WebSocket server, before PHP takes it."),
     .snippet = "+ location /ws {\n"
                "+     proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "+ }",
     .source = "https://nginx.org/en/docs/http/websocket.html"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "OriginCheck of Ratchet lets in the listed hosts only, without scheme. Add the page's."),
     .snippet = "  $app = new OriginCheck(new WsServer(new Chat()), [\"localhost\"]);\n"
                "+ $app->allowedOrigins[] = \"app.example.com\";",
     .source = "https://github.com/ratchetphp/Ratchet/blob/master/src/Ratchet/Http/OriginCheck.php"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ratchet refuses clients without a subprotocol that it knows. "
                                            "Offer one, or switch the strict check off."),
     .snippet = "+ $ws->setStrictSubProtocolCheck(false);",
     .source = "https://github.com/ratchetphp/Ratchet"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let Ratchet ping below the limit of what stands in between."),
     .snippet = "+ $ws->enableKeepAlive($server->loop, 30);",
     .source = "https://github.com/ratchetphp/Ratchet"}};

} // namespace

const StackRemedies php{"php", table};

} // namespace wirewise::diagnosis::remedies
