#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The validate handler returns false for this Origin, and the client "
                                        "gets a bare 400. Let it through there; the upgrade then gets 101."),
     .snippet =
         "  server.set_validate_handler([&](connection_hdl handle) {\n"
         "      auto origin = server.get_con_from_hdl(handle)->get_request_header(\"Origin\");\n"
         "-     return origin == \"https://app.example.com\";\n"
         "+     return origin == \"https://app.example.com\" || origin == \"https://staging.example.com\";\n"
         "  });",
     .triedWith = "WebSocket++ 0.8.2"},
    {.failure = "upgrade.bad-request",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A bare 400 to a right handshake comes from the validate handler that returns "
                               "false. Let this request through there; the upgrade then gets 101."),
     .snippet = "- return connection->get_resource() == \"/ws\";\n"
                "+ return connection->get_resource() == \"/ws\" || connection->get_resource() == \"/chat\";",
     .triedWith = "WebSocket++ 0.8.2"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit, 32 MB by default; the message is then read."),
     .snippet = "- server.set_max_message_size(64);\n"
                "+ server.set_max_message_size(1 << 20);",
     .triedWith = "WebSocket++ 0.8.2"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "426 to a right upgrade: none arrived. Let the proxy in front "
                                            "pass Upgrade and Connection on; the upgrade then gets 101."),
     .snippet = "  location / {\n"
                "      proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "WebSocket++ 0.8.2, nginx 1.22.1"}};

} // namespace

const StackRemedies websocketpp{"websocketpp", table};

} // namespace wirewise::diagnosis::remedies
