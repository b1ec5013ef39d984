#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Compare the target before accept, and let this one through; the upgrade then gets 101."),
     .snippet = "- if (request.target() == \"/ws\")\n"
                "+ if (request.target() == \"/ws\" || request.target() == \"/chat\")\n"
                "      ws.accept(request);",
     .triedWith = "Boost.Beast 1.74"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Its 400 names what is missing in the handshake that arrived. Let the proxy in front "
                      "pass Upgrade and Connection on over HTTP/1.1; the upgrade then gets 101."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "Boost.Beast 1.74, nginx 1.22.1"},
    {.failure = "upgrade.version-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Beast speaks version 13 and nothing else. Send it; the upgrade then gets 101."),
     .snippet = "- Sec-WebSocket-Version: 8\n"
                "+ Sec-WebSocket-Version: 13",
     .triedWith = "Boost.Beast 1.74"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise read_message_max, 16 MB by default; the message is then read."),
     .snippet = "- ws.read_message_max(64);\n"
                "+ ws.read_message_max(1 << 20);",
     .triedWith = "Boost.Beast 1.74"}};

} // namespace

const StackRemedies beast{"beast", table};

} // namespace wirewise::diagnosis::remedies
