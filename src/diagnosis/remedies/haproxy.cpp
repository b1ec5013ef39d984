#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "HAProxy passes upgrades on by itself in mode http. Take out the "
                                        "rule that removes or rewrites Upgrade or Connection, then reload."),
     .snippet = "- http-request del-header Upgrade",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the application does upgrade when it is asked directly, a rule in HAProxy "
                               "removes the header on the way. Take it out, then reload."),
     .snippet = "- http-request del-header Upgrade",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If a rule changes the path, take it out for the WebSocket, then "
                                            "reload: the app then sees the path that was asked for."),
     .snippet = "- http-request set-path /v2%[path]",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.service-unavailable",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Start a server of the backend, or add the rule that sends this path "
                                        "there, then reload: a path without a backend also gets 503."),
     .snippet = "  frontend web\n"
                "+     use_backend app if { path_beg /ws }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If HAProxy's log says that all servers are DOWN while the application runs, "
                               "the health check asks wrongly: option httpchk sends OPTIONS, and WebSocket "
                               "servers refuse it. Ask with GET, and expect 426."),
     .snippet = "  backend app\n"
                "      option httpchk\n"
                "+     http-check send meth GET uri / ver HTTP/1.1 hdr Host localhost\n"
                "+     http-check expect status 426\n"
                "      server s1 127.0.0.1:8000 check",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If the 503 comes after timeout queue, all places of the server are taken: an "
                               "open WebSocket holds one as long as it lives. Raise maxconn, then reload."),
     .snippet = "- server s1 127.0.0.1:8000 maxconn 10\n"
                "+ server s1 127.0.0.1:8000 maxconn 1000",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Say ssl if the application speaks TLS, then reload."),
     .snippet = "- server s1 127.0.0.1:8443\n"
                "+ server s1 127.0.0.1:8443 ssl verify required ca-file ca.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the application accept first and do the slow work "
                                            "afterwards; or raise the limit, then reload."),
     .snippet = "  backend app\n"
                "+     timeout server 300s",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.bad-request",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Take send-proxy off, or let the application accept the PROXY protocol; then reload."),
     .snippet = "- server app 127.0.0.1:8000 send-proxy\n"
                "+ server app 127.0.0.1:8000",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the buffer, then restart: request line and headers "
                                            "together must fit into it. Or clear the cookies."),
     .snippet = "  global\n"
                "+     tune.bufsize 32768",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Leave upgrades out of the redirect, then reload; or use wss in the client."),
     .snippet = "- http-request redirect scheme https\n"
                "+ http-request redirect scheme https unless { hdr(Upgrade) -i websocket }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If a rule sets another Host, take it out: the app must see the "
                                            "name that clients use. Then reload."),
     .snippet = "- http-request set-header Host app.internal",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If HAProxy compares the Origin itself, add the page's Origin, with scheme and port; then reload."),
     .snippet = "- http-request deny if { hdr(Origin) -m found } !{ hdr(Origin) https://app.example.com }\n"
                "+ http-request deny if { hdr(Origin) -m found } !{ hdr(Origin) https://app.example.com "
                "https://www.example.com }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If HAProxy's own page says 403, a deny rule matches. Add the client's network to it, then reload."),
     .snippet = "- http-request deny if { path_beg /ws } !{ src 10.0.0.0/8 }\n"
                "+ http-request deny if { path_beg /ws } !{ src 10.0.0.0/8 203.0.113.0/24 }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.unauthorized",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If HAProxy itself asks for a password, leave the WebSocket's path "
                                        "out, then reload; let the application check a token instead."),
     .snippet = "- http-request auth realm ops if !{ http_auth(users) }\n"
                "+ http-request auth realm ops if !{ path /ws } !{ http_auth(users) }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise the number that the stick table allows, or leave the WebSocket's path out, then reload."),
     .snippet = "- http-request deny deny_status 429 if { sc_http_req_rate(0) gt 10 }\n"
                "+ http-request deny deny_status 429 if { sc_http_req_rate(0) gt 600 }",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If HAProxy writes the page itself, a `http-request return` "
                                            "matches, mostly for maintenance. Take it out, then reload."),
     .snippet = "- http-request return status 200 content-type text/html file maintenance.html",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let HAProxy ask the servers and leave the dead one out, then "
                                            "reload; every repetition then gets 101."),
     .snippet = "  backend app\n"
                "+     option redispatch\n"
                "      server s1 127.0.0.1:8001 check\n"
                "-     server s2 127.0.0.1:8002\n"
                "+     server s2 127.0.0.1:8002 check",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "http.h2-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A bind line with proto h2, or with h2 as its only alpn, takes "
                                            "no HTTP/1.1. Offer both, then reload."),
     .snippet = "- bind :443 ssl crt site.pem alpn h2 proto h2\n"
                "+ bind :443 ssl crt site.pem alpn h2,http/1.1",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Give open tunnels a limit of their own, then reload; and let one side send pings below it."),
     .snippet = "  defaults\n"
                "+     timeout tunnel 1h",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let every client meet the same server, then reload."),
     .snippet = "  backend app\n"
                "-     balance roundrobin\n"
                "+     balance source",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tcp.one-family-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Listen on both families, then reload; `ss -ltn` shows both."),
     .snippet = "  bind 0.0.0.0:80\n"
                "+ bind [::]:80 v6only",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let HAProxy speak TLS on that port, then reload; or use ws:// "
                                            "for it. The file holds certificate, intermediate and key."),
     .snippet = "- bind :443\n"
                "+ bind :443 ssl crt site.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.expected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use wss://. If this port shall speak plain HTTP, take ssl off its bind line and reload."),
     .snippet = "- bind :8080 ssl crt site.pem\n"
                "+ bind :8080",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.closed",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Take accept-proxy off, or go through the balancer that sends the line."),
     .snippet = "- bind :443 ssl crt site.pem accept-proxy\n"
                "+ bind :443 ssl crt site.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Set the least version and take the highest away, then reload."),
     .snippet = "- bind :443 ssl crt site.pem ssl-max-ver TLSv1.1\n"
                "+ bind :443 ssl crt site.pem ssl-min-ver TLSv1.2",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.no-shared-cipher",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Allow suites for the key of the certificate, and TLS 1.3; then reload."),
     .snippet =
         "- bind :443 ssl crt site.pem ssl-max-ver TLSv1.2 ciphers ECDHE-RSA-AES128-GCM-SHA256\n"
         "+ bind :443 ssl crt site.pem ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, make it optional, then reload."),
     .snippet = "- bind :443 ssl crt site.pem ca-file clients.pem verify required\n"
                "+ bind :443 ssl crt site.pem ca-file clients.pem verify optional",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "strict-sni refuses names without a certificate. Add the one for this name, then reload."),
     .snippet = "- bind :443 ssl strict-sni crt example.com.pem\n"
                "+ bind :443 ssl strict-sni crt example.com.pem crt chat.example.com.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.hostname-mismatch",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "For a name without a certificate HAProxy sends the first one. "
                                            "Add the one for this name, then reload."),
     .snippet = "- bind :443 ssl crt example.com.pem\n"
                "+ bind :443 ssl crt example.com.pem crt chat.example.com.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Write the renewed certificate, the intermediate and the key into the file of "
                               "the bind line, then reload: HAProxy reads it only at its start."),
     .snippet = "cat fullchain.pem privkey.pem > site.pem\n"
                "systemctl reload haproxy",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Put leaf, intermediate and key into the one file, then reload."),
     .snippet = "cat fullchain.pem privkey.pem > site.pem\n"
                "systemctl reload haproxy",
     .triedWith = "HAProxy 2.6.12"}};

} // namespace

const StackRemedies haproxy{"haproxy", table};

} // namespace wirewise::diagnosis::remedies
