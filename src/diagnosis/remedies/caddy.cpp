#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Caddy passes upgrades on by itself. Take out the header_up that "
                                            "removes or sets Upgrade or Connection, then reload."),
     .snippet = "  reverse_proxy localhost:8000 {\n"
                "-     header_up -Upgrade\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If the application does upgrade when it is asked directly, a "
                                        "header_up removes the header on the way. Take it out, then reload."),
     .snippet = "  reverse_proxy localhost:8000 {\n"
                "-     header_up -Upgrade\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "handle_path cuts its prefix off the path. If the app knows the "
                                            "whole path, use handle, then reload."),
     .snippet = "- handle_path /api/* {\n"
                "+ handle /api/* {\n"
                "      reverse_proxy localhost:8000\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the app does not know the prefix, use handle_path, which cuts it off; then reload."),
     .snippet = "- handle /chat/* {\n"
                "+ handle_path /chat/* {\n"
                "      reverse_proxy localhost:8000\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Give the WebSocket a handle of its own; the page then stays for everything else. Then reload."),
     .snippet = "+ handle /ws {\n"
                "+     reverse_proxy localhost:8000\n"
                "+ }\n"
                "  handle {\n"
                "      try_files {path} /index.html\n"
                "      file_server\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let scheme and port of reverse_proxy fit the application: "
                                            "https:// only if it speaks TLS itself. Then reload."),
     .snippet = "- reverse_proxy https://localhost:8000\n"
                "+ reverse_proxy http://localhost:8000",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Caddy says 503 when no upstream counts as healthy. If the application runs, the health check asks "
         "for a path that it does not have: name one that answers 200, then reload."),
     .snippet = "  reverse_proxy localhost:8000 {\n"
                "-     health_uri /healthz\n"
                "+     health_uri /health\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the application accept first and do the slow work "
                                            "afterwards; or raise the limit, then reload."),
     .snippet = "  reverse_proxy localhost:8000 {\n"
                "      transport http {\n"
                "-         response_header_timeout 5s\n"
                "+         response_header_timeout 300s\n"
                "      }\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If a redir or the automatic https catches the upgrade, leave it "
                                            "out, then reload; or use wss in the client."),
     .snippet = "- redir /ws* https://{host}{uri}\n"
                "+ @plain {\n"
                "+     path /ws*\n"
                "+     not header Upgrade websocket\n"
                "+ }\n"
                "+ redir @plain https://{host}{uri}",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Use the declared name, or declare this address, then reload. "
                                            "For any other host Caddy answers an empty 200."),
     .snippet = "- chat.example.com {\n"
                "+ chat.example.com, localhost:8080 {",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the app refuses the name: take out the header_up that sets another Host, then reload."),
     .snippet = "  reverse_proxy localhost:8000 {\n"
                "-     header_up Host {upstream_hostport}\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If Caddy compares the Origin itself, add the page's Origin, with scheme and port; then reload."),
     .snippet = "- @foreign not header Origin https://app.example.com\n"
                "+ @foreign {\n"
                "+     not header Origin https://app.example.com\n"
                "+     not header Origin https://www.example.com\n"
                "+ }\n"
                "  respond @foreign 403",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If Caddy itself answers 403, a respond rule matches. Add the client's network to it, then reload."),
     .snippet = "- @outside not remote_ip 10.0.0.0/8\n"
                "+ @outside not remote_ip 10.0.0.0/8 203.0.113.0/24\n"
                "  respond @outside 403",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If Caddy itself asks for a password, leave the WebSocket's path "
                                            "out, then reload; let the application check a token instead."),
     .snippet = "- basicauth {\n"
                "+ @page not path /ws\n"
                "+ basicauth @page {",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask each upstream by itself, take the one out that refuses, and "
                                            "reload; every repetition then gets 101."),
     .snippet = "- reverse_proxy localhost:8001 localhost:8002\n"
                "+ reverse_proxy localhost:8001",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the limit in the global options, then reload; or clear the cookies."),
     .snippet = "  {\n"
                "      servers {\n"
                "-         max_header_size 5KB\n"
                "+         max_header_size 64KB\n"
                "      }\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let every client meet the same upstream, then reload."),
     .snippet = "  reverse_proxy localhost:5001 localhost:5002 {\n"
                "+     lb_policy ip_hash\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.not-tls",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "An address that begins with http:// stays without TLS. Declare "
                                            "it with https://, then reload; or use ws:// for it."),
     .snippet = "- http://chat.example.com:8443 {\n"
                "+ https://chat.example.com:8443 {\n"
                "+     tls fullchain.pem privkey.pem",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.expected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use wss://. If this port shall speak plain HTTP, say http:// in the site's address, then reload."),
     .snippet = "- chat.example.com:8080 {\n"
                "+ http://chat.example.com:8080 {",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Declare the site under that name, then reload."),
     .snippet = "- https://example.com {\n"
                "+ https://example.com, https://chat.example.com {\n"
                "      reverse_proxy localhost:8000\n"
                "  }",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.untrusted-issuer",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "tls internal signs with an authority that only this server knows. "
                                        "Take it out so that a public one signs; or give clients its root."),
     .snippet = "  chat.example.com {\n"
                "-     tls internal\n"
                "      reverse_proxy localhost:8000\n"
                "  }",
     .source = "https://caddyserver.com/docs/caddyfile/directives/tls"},
    {.failure = "tls.expired",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If the site names certificate files, Caddy does not renew them. Point it at the "
                      "renewed ones and reload, or take the tls line out: then it renews by itself."),
     .snippet = "- tls old.pem old.key\n"
                "+ tls fullchain.pem privkey.pem",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name the file with leaf and intermediate, then reload."),
     .snippet = "- tls cert.pem privkey.pem\n"
                "+ tls fullchain.pem privkey.pem",
     .triedWith = "Caddy 2.6.2"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If clients without one shall be let in, verify only those that send one; then reload."),
     .snippet = "  tls cert.pem key.pem {\n"
                "      client_auth {\n"
                "-         mode require_and_verify\n"
                "+         mode verify_if_given",
     .triedWith = "Caddy 2.6.2"}};

} // namespace

const StackRemedies caddy{"caddy", table};

} // namespace wirewise::diagnosis::remedies
