#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let every client meet the same backend, then reload."),
     .snippet =
         "  upstream app {\n+     ip_hash;\n      server 127.0.0.1:5001;\n      server 127.0.0.1:5002;\n  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise the limit for this location, then reload; and let one side send pings below it."),
     .snippet = "+ proxy_read_timeout 3600s;"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Listen on both families, then reload."),
     .snippet = "  listen 80;\n+ listen [::]:80;"},
    {.failure = "tls.closed",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Take proxy_protocol off the listener that clients reach directly."),
     .snippet = "- listen 443 ssl proxy_protocol;\n+ listen 443 ssl;"},
    {.failure = "tls.no-shared-cipher",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Allow suites for the key of the certificate, or turn TLS 1.3 on; then reload."),
     .snippet = "+ ssl_protocols TLSv1.2 TLSv1.3;\n+ ssl_ciphers "
                "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow TLS 1.2 and 1.3, then reload."),
     .snippet = "- ssl_protocols TLSv1 TLSv1.1;\n+ ssl_protocols TLSv1.2 TLSv1.3;"},
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the name to a server block, then reload."),
     .snippet = "- server_name example.com;\n+ server_name example.com chat.example.com;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, make it optional, then reload."),
     .snippet = "- ssl_verify_client on;\n+ ssl_verify_client optional;"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let nginx speak TLS on that port, then reload."),
     .snippet =
         "- listen 443;\n+ listen 443 ssl;\n+ ssl_certificate     fullchain.pem;\n+ ssl_certificate_key "
         "privkey.pem;"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Send the leaf and the intermediate, then reload; scripts then verify as browsers do."),
     .snippet = "- ssl_certificate cert.pem;\n+ ssl_certificate fullchain.pem;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Accept first and do the slow work afterwards; or raise the limit, then reload."),
     .snippet = "+ proxy_read_timeout 300s;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let scheme and port of proxy_pass fit the application, then reload."),
     .snippet = "- proxy_pass https://127.0.0.1:8000;\n+ proxy_pass http://127.0.0.1:8000;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Pass the client's Host on, then reload."),
     .snippet = "  location /ws {\n      proxy_pass http://app;\n+     proxy_set_header Host $host;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give the WebSocket a limit of its own, then reload."),
     .snippet = "+ limit_req zone=ws burst=20 nodelay;"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the client's network, then reload."),
     .snippet = "  location /ws {\n+     allow 203.0.113.0/24;\n      deny all;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If nginx itself asks for a password, leave the WebSocket's location out."),
     .snippet = "  location /ws {\n+     auth_basic off;"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the buffers, then reload; or clear the cookies."),
     .snippet = "+ large_client_header_buffers 4 32k;"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Without the slash in the location nginx does not redirect."),
     .snippet = "- location /ws/ {\n+ location /ws {",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Give the WebSocket a location of its own, before the one with try_files."),
     .snippet = "+ location /ws {\n+     proxy_pass http://app;\n+     proxy_http_version 1.1;\n+     "
                "proxy_set_header "
                "Upgrade $http_upgrade;\n+     proxy_set_header Connection \"upgrade\";\n+ }\n  location / { "
                "try_files "
                "$uri /index.html; }"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A slash at the end of proxy_pass cuts the location off the path. Without it the path stays whole."),
     .snippet = "  location /api/ {\n-     proxy_pass http://app/;\n+     proxy_pass http://app;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Pass the two headers on, over HTTP/1.1; then reload. A path without a "
                               "route then gets 403 or 404 from the app."),
     .snippet = "  location /ws {\n      proxy_pass http://app;\n+     proxy_http_version 1.1;\n+     "
                "proxy_set_header "
                "Upgrade $http_upgrade;\n+     proxy_set_header Connection \"upgrade\";\n  }",
     .triedWith = "nginx 1.22.1"}};

} // namespace

const StackRemedies nginx{"nginx", table};

} // namespace wirewise::diagnosis::remedies
