#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Allow upgrades to the backend, beside proxy.server, then restart. The upgrade gets 101."),
     .snippet = "  proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 8000 )) )\n"
                "+ proxy.header = ( \"upgrade\" => \"enable\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If the application does upgrade when it is asked directly, lighttpd "
                                        "drops the header on the way. Allow upgrades, then restart."),
     .snippet = "  proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 8000 )) )\n"
                "+ proxy.header = ( \"upgrade\" => \"enable\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the app does not know the prefix, let lighttpd cut it off, then restart."),
     .snippet = "- proxy.header = ( \"upgrade\" => \"enable\" )\n"
                "+ proxy.header = ( \"upgrade\" => \"enable\", \"map-urlpath\" => ( \"/app/\" => \"/\" ) )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.service-unavailable",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Start the backend of mod_wstunnel or mod_proxy; lighttpd tries it "
                                        "again after a few seconds. Or correct its port, then restart."),
     .snippet = "- proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 9000 )) )\n"
                "+ proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 8000 )) )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the application accept first and do the slow work "
                                            "afterwards; or raise the limit, then restart."),
     .snippet = "- proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 8000, \"read-timeout\" "
                "=> 5 )) )\n"
                "+ proxy.server = ( \"\" => (( \"host\" => \"127.0.0.1\", \"port\" => 8000, \"read-timeout\" "
                "=> 300 )) )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin, then restart."),
     .snippet = "- wstunnel.origins = ( \"app.example.com\" )\n"
                "+ wstunnel.origins = ( \"app.example.com\", \"www.example.com\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If url.access-deny matches the path, leave the WebSocket out of it, then restart."),
     .snippet = "  $HTTP[\"url\"] =~ \"^/ws\" {\n"
                "-     url.access-deny = ( \"\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.unauthorized",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If lighttpd itself asks for a password, leave the WebSocket's path "
                                        "out, then restart; let the application check a token instead."),
     .snippet = "- auth.require = ( \"/app/\" => ( \"method\" => \"basic\", \"realm\" => \"ops\", "
                "\"require\" => \"valid-user\" ) )\n"
                "+ $HTTP[\"url\"] != \"/app/ws\" {\n"
                "+     auth.require = ( \"/app/\" => ( \"method\" => \"basic\", \"realm\" => \"ops\", "
                "\"require\" => \"valid-user\" ) )\n"
                "+ }",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Leave upgrades out of the redirect, then restart; or use wss in the client."),
     .snippet = "- url.redirect = ( \"\" => \"https://${url.authority}${url.path}${qsa}\" )\n"
                "+ $REQUEST_HEADER[\"Upgrade\"] != \"websocket\" {\n"
                "+     url.redirect = ( \"\" => \"https://${url.authority}${url.path}${qsa}\" )\n"
                "+ }",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise the limit of all headers together, then restart; or clear the cookies."),
     .snippet = "+ server.max-request-field-size = 32768",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise both limits, then restart; and let one side send pings below them."),
     .snippet = "- server.max-read-idle  = 60\n"
                "- server.max-write-idle = 360\n"
                "+ server.max-read-idle  = 3600\n"
                "+ server.max-write-idle = 3600",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Listen on both families, then restart; `ss -ltn` shows both."),
     .snippet = "  server.port = 80\n"
                "+ $SERVER[\"socket\"] == \"[::]:80\" { }",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let lighttpd speak TLS on that port, with mod_openssl loaded, then restart; or use ws:// for it."),
     .snippet = "  $SERVER[\"socket\"] == \":443\" {\n"
                "+     ssl.engine  = \"enable\"\n"
                "+     ssl.pemfile = \"site.pem\"\n"
                "  }",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.expected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use wss://. If this port shall speak plain HTTP, take ssl.engine out of its socket and restart."),
     .snippet = "  $SERVER[\"socket\"] == \":8080\" {\n"
                "-     ssl.engine  = \"enable\"\n"
                "-     ssl.pemfile = \"site.pem\"\n"
                "  }",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Set the least version and take the highest away, then restart."),
     .snippet = "- ssl.openssl.ssl-conf-cmd = ( \"MaxProtocol\" => \"TLSv1.1\" )\n"
                "+ ssl.openssl.ssl-conf-cmd = ( \"MinProtocol\" => \"TLSv1.2\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.no-shared-cipher",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Allow suites for the key of the certificate, and TLS 1.3; then restart."),
     .snippet = "- ssl.openssl.ssl-conf-cmd = ( \"MaxProtocol\" => \"TLSv1.2\", \"CipherString\" => "
                "\"ECDHE-RSA-AES128-GCM-SHA256\" )\n"
                "+ ssl.openssl.ssl-conf-cmd = ( \"MinProtocol\" => \"TLSv1.2\", \"CipherString\" => "
                "\"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, do not enforce it; then restart."),
     .snippet = "  ssl.verifyclient.activate = \"enable\"\n"
                "- ssl.verifyclient.enforce  = \"enable\"\n"
                "+ ssl.verifyclient.enforce  = \"disable\"",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.incomplete-chain",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Put key, leaf and intermediate into the one file, then restart."),
     .snippet = "- ssl.pemfile = \"leaf-and-key.pem\"\n"
                "+ ssl.pemfile = \"leaf-intermediate-and-key.pem\"",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Point the socket at the renewed certificate and restart; lighttpd reads it at its start."),
     .snippet = "- ssl.pemfile = \"old.pem\"\n"
                "+ ssl.pemfile = \"site.pem\"",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "tls.hostname-mismatch",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give the name its own certificate, then restart."),
     .snippet = "+ $HTTP[\"host\"] == \"chat.example.com\" {\n"
                "+     ssl.pemfile = \"chat.example.com.pem\"\n"
                "+ }",
     .triedWith = "lighttpd 1.4.69"}};

} // namespace

const StackRemedies lighttpd{"lighttpd", table};

} // namespace wirewise::diagnosis::remedies
