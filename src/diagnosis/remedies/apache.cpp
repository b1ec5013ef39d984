#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let mod_proxy_http pass the upgrade on (2.4.47 and later), then reload. If several ProxyPass lines "
         "name the same backend, Apache keeps the parameters of the first only: put it there."),
     .snippet = "- ProxyPass /ws http://127.0.0.1:8000/ws\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "ProxyPass lines are taken in their order: the one for the "
                                            "WebSocket must stand before the one for /. Then reload."),
     .snippet = "- ProxyPass /   http://127.0.0.1:8000/\n"
                "- ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket\n"
                "+ ProxyPass /   http://127.0.0.1:8000/",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If a RewriteRule sends upgrades on, its target must begin with ws://, and "
                               "mod_proxy_wstunnel must be loaded (`a2enmod proxy_wstunnel`). Then restart."),
     .snippet = "  RewriteCond %{HTTP:Upgrade} =websocket [NC]\n"
                "- RewriteRule ^/ws(.*) http://127.0.0.1:8000/ws$1 [P,L]\n"
                "+ RewriteRule ^/ws(.*) ws://127.0.0.1:8000/ws$1 [P,L]",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "ProxyPass lines are taken in their order: the longer path must "
                                            "stand before the shorter one. Then reload."),
     .snippet = "- ProxyPass /app        http://127.0.0.1:3000\n"
                "- ProxyPass /app/api/ws http://127.0.0.1:8000/api/ws upgrade=websocket\n"
                "+ ProxyPass /app/api/ws http://127.0.0.1:8000/api/ws upgrade=websocket\n"
                "+ ProxyPass /app        http://127.0.0.1:3000",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let path and target both end with a slash, or neither: else the "
                                            "app gets two slashes or none. Then reload."),
     .snippet = "- ProxyPass /chat  http://127.0.0.1:8000/ upgrade=websocket\n"
                "+ ProxyPass /chat/ http://127.0.0.1:8000/ upgrade=websocket",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If Apache itself writes the 404, another virtual host answers "
                                            "for this name. Add the name to the right one, then reload."),
     .snippet = "  <VirtualHost *:80>\n"
                "      ServerName chat.example.com\n"
                "+     ServerAlias www.example.com",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let scheme and port of ProxyPass fit the application: https "
                                            "only if it speaks TLS itself. Then reload."),
     .snippet = "- ProxyPass /ws https://127.0.0.1:8000/ws upgrade=websocket\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If Apache says 502 after a pause, the application is slow to "
                                            "accept: raise the limit of this ProxyPass, then reload."),
     .snippet = "- ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket timeout=300",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Apache says 503 where the backend refuses the connection. Start the application, or correct the "
         "port, then reload; without a reload Apache tries a dead backend again only after 60 seconds."),
     .snippet = "- ProxyPass /ws http://127.0.0.1:9000/ws upgrade=websocket\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If Apache's own page says 500, its error log names the reason. For \"No protocol "
                      "handler was valid\", load the module that carries the scheme, then restart."),
     .snippet = "a2enmod proxy_http proxy_wstunnel\n"
                "systemctl restart apache2",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Leave upgrades out of the redirect, then reload; or use wss in the client."),
     .snippet = "+ RewriteCond %{HTTP:Upgrade} !=websocket [NC]\n"
                "  RewriteRule ^/ws https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Pass the client's Host on, then reload: without it the app is asked for the name in ProxyPass."),
     .snippet = "+ ProxyPreserveHost On\n"
                "  ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If Apache compares the Origin itself, add the page's Origin, with scheme and port; then reload."),
     .snippet = "  SetEnvIf Origin \"^https://app\\.example\\.com$\" origin_ok\n"
                "+ SetEnvIf Origin \"^https://www\\.example\\.com$\" origin_ok\n"
                "  <Location /ws>\n"
                "      Require env origin_ok",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the client's network, then reload."),
     .snippet = "  <Location /ws>\n"
                "-     Require ip 10.0.0.0/8\n"
                "+     Require ip 10.0.0.0/8 203.0.113.0/24",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If Apache itself asks for a password, leave the WebSocket's path out in a Location "
                      "that comes later, then reload; let the application check a token instead."),
     .snippet = "+ <Location /app/ws>\n"
                "+     AuthType None\n"
                "+     Require all granted\n"
                "+ </Location>",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If AllowMethods restricts the path, let GET be among the "
                                            "methods: an upgrade is a GET. Then reload."),
     .snippet = "  <Location /ws>\n"
                "-     AllowMethods POST\n"
                "+     AllowMethods GET POST",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.request-too-large",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit of one header (400) or of the request line (414), "
                                        "before the first virtual host; then reload. Or clear the cookies."),
     .snippet = "+ LimitRequestFieldSize 32768\n"
                "+ LimitRequestLine 32768",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send the WebSocket's path to the application; the fallback then "
                                            "stays for everything else. Then reload."),
     .snippet = "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket\n"
                "  FallbackResource /index.html",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Ask each member of the balancer by itself, take the one out that refuses, "
                               "and reload. upgrade=websocket stands on every BalancerMember."),
     .snippet = "  <Proxy balancer://app>\n"
                "      BalancerMember http://127.0.0.1:8001 upgrade=websocket\n"
                "-     BalancerMember http://127.0.0.1:8002 upgrade=websocket\n"
                "  </Proxy>",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit of this ProxyPass above that of Timeout, then "
                                            "reload; and let one side send pings below it."),
     .snippet = "- ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket\n"
                "+ ProxyPass /ws http://127.0.0.1:8000/ws upgrade=websocket timeout=3600",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Listen on both families, then restart; `ss -ltn` shows both."),
     .snippet = "  Listen 0.0.0.0:80\n"
                "+ Listen [::]:80",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the virtual host of that port speak TLS, then reload "
                                            "(`a2enmod ssl` first); or use ws:// for it."),
     .snippet = "  <VirtualHost *:443>\n"
                "+     SSLEngine on\n"
                "+     SSLCertificateFile fullchain.pem\n"
                "+     SSLCertificateKeyFile privkey.pem",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.expected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Use wss://. If this port shall speak plain HTTP, take SSLEngine "
                                            "out of its virtual host and reload."),
     .snippet = "  <VirtualHost *:8080>\n"
                "-     SSLEngine on",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow TLS 1.2 and 1.3, then reload."),
     .snippet = "- SSLProtocol TLSv1\n"
                "+ SSLProtocol -all +TLSv1.2 +TLSv1.3",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.no-shared-cipher",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Allow suites for the key of the certificate, and TLS 1.3; then reload."),
     .snippet = "- SSLProtocol TLSv1.2\n"
                "- SSLCipherSuite ECDHE-RSA-AES128-GCM-SHA256\n"
                "+ SSLProtocol -all +TLSv1.2 +TLSv1.3\n"
                "+ SSLCipherSuite ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, make it optional, then reload."),
     .snippet = "- SSLVerifyClient require\n"
                "+ SSLVerifyClient optional",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send the leaf and the intermediate in one file, then reload."),
     .snippet = "- SSLCertificateFile cert.pem\n"
                "+ SSLCertificateFile fullchain.pem",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Point the virtual host at the renewed certificate and reload; Apache reads it only then."),
     .snippet = "- SSLCertificateFile old.pem\n"
                "- SSLCertificateKeyFile old.key\n"
                "+ SSLCertificateFile fullchain.pem\n"
                "+ SSLCertificateKeyFile privkey.pem",
     .triedWith = "Apache httpd 2.4.71"},
    {.failure = "tls.hostname-mismatch",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "For a name that no virtual host has, Apache sends the certificate of the first one. "
                      "Give the name a virtual host with its own certificate, then reload."),
     .snippet = "+ <VirtualHost *:443>\n"
                "+     ServerName chat.example.com\n"
                "+     ProxyPass / http://127.0.0.1:8000/ upgrade=websocket\n"
                "+     SSLEngine on\n"
                "+     SSLCertificateFile chat.example.com.pem\n"
                "+     SSLCertificateKeyFile chat.example.com.key\n"
                "+ </VirtualHost>",
     .triedWith = "Apache httpd 2.4.71"}};

} // namespace

const StackRemedies apache{"apache", table};

} // namespace wirewise::diagnosis::remedies
