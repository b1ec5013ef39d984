#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The context path of the application comes before that of @ServerEndpoint. "
                               "Ask for both together, /app/ws; the upgrade then gets 101."),
     .snippet = "  @ServerEndpoint(\"/ws\")\n"
                "- new WebSocket(\"wss://HOST/ws\")\n"
                "+ new WebSocket(\"wss://HOST/app/ws\")",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let checkOrigin of the configurator accept the page's Origin; the upgrade then gets 101."),
     .snippet = "  @Override public boolean checkOrigin(String origin) {\n"
                "-     return \"https://app.example.com\".equals(origin);\n"
                "+     return Set.of(\"https://app.example.com\", "
                "\"https://staging.example.com\").contains(origin);\n"
                "  }",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "upgrade.method-not-allowed",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A servlet with doPost only is mapped to the path. Map it elsewhere, "
                                        "so that the endpoint gets the GET; the upgrade then gets 101."),
     .snippet = "- @WebServlet(\"/ws\")\n"
                "+ @WebServlet(\"/hook\")",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A whole message must fit the buffer, 8192 by default. Raise it; the message is then read."),
     .snippet = "- session.setMaxTextMessageBufferSize(64);\n"
                "+ session.setMaxTextMessageBufferSize(65536);",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "session.going-away",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The endpoint's idle limit is over. Raise it, or let one side "
                                            "send messages below it; the connection then stays open."),
     .snippet = "- session.setMaxIdleTimeout(2000);\n"
                "+ session.setMaxIdleTimeout(0); // no limit",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the endpoint's idle limit, or let one side send messages "
                                            "below it; the connection then stays open."),
     .snippet = "- session.setMaxIdleTimeout(2000);\n"
                "+ session.setMaxIdleTimeout(0); // no limit",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "session.closed-at-once",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "@OnOpen throws: Tomcat has answered 101 already and can only close. "
                                        "Repair what the log names; the connection then stays open."),
     .snippet = "  @OnOpen public void open(Session session) {\n"
                "-     throw new IllegalStateException(\"no tenant\");",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "session.internal-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "@OnOpen throws: Tomcat has answered 101 already and can only close. "
                                        "Repair what the log names; the connection then stays open."),
     .snippet = "  @OnOpen public void open(Session session) {\n"
                "-     throw new IllegalStateException(\"no tenant\");",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "upgrade.version-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Tomcat speaks version 13 and nothing else. Send it; the upgrade then gets 101."),
     .snippet = "- Sec-WebSocket-Version: 8\n"
                "+ Sec-WebSocket-Version: 13",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "upgrade.bad-key",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Tomcat wants the base64 of 16 bytes. Send such a key; the upgrade then gets 101."),
     .snippet = "- Sec-WebSocket-Key: dGVzdA==\n"
                "+ Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
     .triedWith = "Tomcat 10.1.60"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Without its WebSocket jars Tomcat leaves @ServerEndpoint alone. Add them to "
                               "the embedded server; with Tomcat installed as a whole they are there."),
     .snippet = "+ implementation(\"org.apache.tomcat.embed:tomcat-embed-websocket\")",
     .source = "https://tomcat.apache.org/tomcat-10.1-doc/web-socket-howto.html"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Without Upgrade and Connection Tomcat looks for a servlet, and answers with its 404 "
                      "page. Let the proxy in front pass both on; the upgrade then gets 101."),
     .snippet = "  location / {\n"
                "      proxy_pass http://127.0.0.1:8080;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "Tomcat 10.1.60, nginx 1.22.1"}};

} // namespace

const StackRemedies tomcat{"tomcat", table};

} // namespace wirewise::diagnosis::remedies
