#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Pass the two headers on, over HTTP/1.1, in the very location that serves this path; then `nginx -s "
         "reload`. The upgrade gets 101; a path without a route then gets 403 or 404 from the app."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the lines already stand in the server or http block: a location with one proxy_set_header of "
         "its own inherits none from there. Repeat them in this location, then reload."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8000;\n"
                "      proxy_set_header X-Real-IP $remote_addr;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If the location empties Connection for keep-alive connections to the backend, the "
                      "upgrade is lost with it. Pass both headers on instead, then reload."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:8000;\n"
                "      proxy_http_version 1.1;\n"
                "-     proxy_set_header Connection \"\";\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the app looks for a path without its first part: a slash at the end of "
                               "proxy_pass cuts the location off the path. Without it the path stays whole."),
     .snippet = "  location /api/ {\n"
                "-     proxy_pass http://127.0.0.1:8000/;\n"
                "+     proxy_pass http://127.0.0.1:8000;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If the app does not know the prefix that nginx adds, end both the "
                                        "location and proxy_pass with a slash: the prefix is then cut off."),
     .snippet = "  location /app/ {\n"
                "-     proxy_pass http://127.0.0.1:8000;\n"
                "+     proxy_pass http://127.0.0.1:8000/;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the location has no slash at its end and proxy_pass has one, the app gets "
                               "a path with two slashes, or only a slash. Name the path in both."),
     .snippet = "  location /chat {\n"
                "-     proxy_pass http://127.0.0.1:8000/;\n"
                "+     proxy_pass http://127.0.0.1:8000/ws;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If nginx itself writes the 404, another server block answers "
                                            "for this name. Add the name to the right one, then reload."),
     .snippet = "  server {\n"
                "      listen 80;\n"
                "-     server_name chat.example.com;\n"
                "+     server_name chat.example.com www.example.com;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let scheme and port of proxy_pass fit the application: `ss -ltnp` on the "
                               "server shows its port, and https only if it speaks TLS itself. Then reload."),
     .snippet = "  location /ws {\n"
                "-     proxy_pass https://127.0.0.1:8000;\n"
                "+     proxy_pass http://127.0.0.1:8000;\n"
                "      proxy_http_version 1.1;\n"
                "      proxy_set_header Upgrade $http_upgrade;\n"
                "      proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the location uses uwsgi_pass or fastcgi_pass: these protocols cannot "
                               "carry a WebSocket. Let the application listen for HTTP, and use proxy_pass."),
     .snippet = "  location /ws {\n"
                "-     include uwsgi_params;\n"
                "-     uwsgi_pass 127.0.0.1:8000;\n"
                "+     proxy_pass http://127.0.0.1:8000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.service-unavailable",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "nginx never says 503 for a backend that is down. Look for `return "
                                        "503` (maintenance) in its configuration, take it out, and reload."),
     .snippet = "  location /ws {\n"
                "-     return 503;\n"
                "      proxy_pass http://127.0.0.1:8000;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or limit_conn is reached: every open WebSocket counts as long "
                                            "as it lives. Raise the number for this location, then reload."),
     .snippet = "  location /ws {\n"
                "-     limit_conn perip 1;\n"
                "+     limit_conn perip 100;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.gateway-timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Let the application accept first and do the slow work afterwards; "
                                        "or raise the limit, then reload. A slow accept is then waited for."),
     .snippet = "  location /ws {\n"
                "+     proxy_read_timeout 300s;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the redirect only adds a slash: without the slash in the location nginx does not redirect."),
     .snippet = "- location /ws/ {\n"
                "+ location /ws {",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If nginx redirects to https or another name: serve the WebSocket's location "
                               "here too, without the return; or use the address of the redirect, with wss."),
     .snippet = "  location /ws {\n"
                "-     return 301 https://$host$request_uri;\n"
                "+     proxy_pass http://127.0.0.1:8000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Pass the client's Host on, then reload: without this line the "
                                            "app is asked for the name in proxy_pass."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://app;\n"
                "+     proxy_set_header Host $host;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If nginx compares the Origin itself, add the page's Origin, "
                                            "with scheme and port, to the map; then reload."),
     .snippet = "  map $http_origin $origin_allowed {\n"
                "      default 0;\n"
                "      \"\" 1;\n"
                "      https://app.example.com 1;\n"
                "+     https://www.example.com 1;\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If nginx's own page says 403, allow the client's network before `deny all`, then reload."),
     .snippet = "  location /ws {\n"
                "+     allow 203.0.113.0/24;\n"
                "      deny all;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If a limit_except stands in the location: an upgrade is a GET, "
                                            "so GET must be among the methods. Then reload."),
     .snippet = "  location /ws {\n"
                "-     limit_except POST { deny all; }\n"
                "+     limit_except GET POST { deny all; }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.unauthorized",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If nginx itself asks for a password, leave the WebSocket's location "
                                        "out, then reload; let the application check a token instead."),
     .snippet = "  location /ws {\n"
                "+     auth_basic off;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give the WebSocket room for bursts: clients that lose a "
                                            "connection come back all at once. Then reload."),
     .snippet = "  location /ws {\n"
                "-     limit_req zone=ws;\n"
                "+     limit_req zone=ws burst=20 nodelay;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.request-too-large",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Raise the buffers in the http block, then reload; or clear the "
                                        "cookies. One header or the request line must fit into one buffer."),
     .snippet = "+ large_client_header_buffers 4 32k;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If nginx's own page says 405, a `return 405` or a static location catches "
                               "the path. Take it out of the WebSocket's location, then reload."),
     .snippet = "  location /ws {\n"
                "-     return 405;\n"
                "      proxy_pass http://127.0.0.1:8000;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If nginx's own page says 500, its error log names the reason. With auth_request it is "
                      "an answer other than 2xx, 401 or 403: let its address exist on the backend."),
     .snippet = "  location = /_auth {\n"
                "      internal;\n"
                "-     proxy_pass http://127.0.0.1:8000/verify;\n"
                "+     proxy_pass http://127.0.0.1:8000/health;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Give the WebSocket a location of its own beside the one with try_files, then reload."),
     .snippet = "+ location /ws {\n"
                "+     proxy_pass http://127.0.0.1:8000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "+ }\n"
                "  location / { try_files $uri /index.html; }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask each server of the upstream by itself, take the one out "
                                            "that refuses, and reload; every repetition then gets 101."),
     .snippet = "  upstream app {\n"
                "      server 127.0.0.1:8001;\n"
                "-     server 127.0.0.1:8002;\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "http.closed-without-response",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "`return 444` closes without a word, mostly in the default server. Add the "
                               "name of the address to the server block that should answer, then reload."),
     .snippet = "  server { listen 80 default_server; return 444; }\n"
                "  server {\n"
                "      listen 80;\n"
                "-     server_name chat.example.com;\n"
                "+     server_name chat.example.com www.example.com;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "`return 444` in a location closes without a word. Take it out "
                                            "of the WebSocket's location, then reload."),
     .snippet = "  location /ws {\n"
                "-     return 444;\n"
                "      proxy_pass http://127.0.0.1:8000;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "http.h2-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A port without ssl and with http2 speaks HTTP/2 only. Take "
                                            "http2 off the listen line, then reload."),
     .snippet = "- listen 80 http2;\n"
                "+ listen 80;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise the limit for this location, then reload; and let one side send pings below it."),
     .snippet = "  location /ws {\n"
                "-     proxy_read_timeout 60s;\n"
                "+     proxy_read_timeout 3600s;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Every reload ends the connections of the old workers after worker_shutdown_timeout. "
                      "Raise it in the main block, restart once, and let clients reconnect."),
     .snippet = "- worker_shutdown_timeout 10s;\n"
                "+ worker_shutdown_timeout 4h;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let every client meet the same backend, then reload: the second polling request then gets 200."),
     .snippet = "  upstream app {\n"
                "+     ip_hash;\n"
                "      server 127.0.0.1:5001;\n"
                "      server 127.0.0.1:5002;\n"
                "  }",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Listen on both families, then reload; `ss -ltn` shows both."),
     .snippet = "  listen 80;\n"
                "+ listen [::]:80;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let nginx speak TLS on that port, then reload; or use ws:// for it."),
     .snippet = "- listen 443;\n"
                "+ listen 443 ssl;\n"
                "+ ssl_certificate     fullchain.pem;\n"
                "+ ssl_certificate_key privkey.pem;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.expected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use wss://. If this port shall speak plain HTTP, take ssl off its listen line and reload."),
     .snippet = "- listen 8080 ssl;\n"
                "+ listen 8080;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.closed",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Take proxy_protocol off the listener that clients reach directly, then reload."),
     .snippet = "- listen 443 ssl proxy_protocol;\n"
                "+ listen 443 ssl;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.no-shared-cipher",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Allow suites for the key of the certificate, or turn TLS 1.3 on; then reload."),
     .snippet = "- ssl_protocols TLSv1.2;\n"
                "- ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;\n"
                "+ ssl_protocols TLSv1.2 TLSv1.3;\n"
                "+ ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow TLS 1.2 and 1.3, then reload."),
     .snippet = "- ssl_protocols TLSv1 TLSv1.1;\n"
                "+ ssl_protocols TLSv1.2 TLSv1.3;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the name to a server block, then reload."),
     .snippet = "- server_name example.com;\n"
                "+ server_name example.com chat.example.com;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, make it optional, then reload."),
     .snippet = "- ssl_verify_client on;\n"
                "+ ssl_verify_client optional;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Send the leaf and the intermediate, then reload; scripts then verify as browsers do."),
     .snippet = "- ssl_certificate cert.pem;\n"
                "+ ssl_certificate fullchain.pem;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the file is already new, nginx still sends the one it read at its start: "
                               "`openssl x509 -enddate -noout -in FILE` shows the new date. Reload."),
     .snippet = "nginx -s reload",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Else point the server block at the renewed certificate and "
                                            "reload; the check then shows its new date."),
     .snippet = "- ssl_certificate     old.pem;\n"
                "- ssl_certificate_key old.key;\n"
                "+ ssl_certificate     fullchain.pem;\n"
                "+ ssl_certificate_key privkey.pem;",
     .triedWith = "nginx 1.22.1"},
    {.failure = "tls.hostname-mismatch",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "For a name that no server block has, nginx sends the certificate of the "
                               "first one. Give the name a block with its own certificate, then reload."),
     .snippet = "+ server {\n"
                "+     listen 443 ssl;\n"
                "+     server_name chat.example.com;\n"
                "+     ssl_certificate     chat.example.com.pem;\n"
                "+     ssl_certificate_key chat.example.com.key;\n"
                "+     location / {\n"
                "+         proxy_pass http://127.0.0.1:8000;\n"
                "+         proxy_http_version 1.1;\n"
                "+         proxy_set_header Upgrade $http_upgrade;\n"
                "+         proxy_set_header Connection \"upgrade\";\n"
                "+     }\n"
                "+ }",
     .triedWith = "nginx 1.22.1"}};

} // namespace

const StackRemedies nginx{"nginx", table};

} // namespace wirewise::diagnosis::remedies
