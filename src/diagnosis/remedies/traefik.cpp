#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "\"404 page not found\" is Traefik's own where no router matches. Let a rule match "
                      "host and path of the address; no setting is needed for WebSockets themselves."),
     .snippet = "  http:\n"
                "    routers:\n"
                "      chat:\n"
                "-       rule: \"Host(`chat.example.com`) && Path(`/api`)\"\n"
                "+       rule: \"Host(`chat.example.com`) && PathPrefix(`/ws`)\"\n"
                "        service: chat",
     .source = "https://doc.traefik.io/user-guides/websocket"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If the app does not know the prefix, let a middleware cut it off."),
     .snippet = "  http:\n"
                "    routers:\n"
                "      chat:\n"
                "        rule: \"PathPrefix(`/chat`)\"\n"
                "+       middlewares: [strip-chat]\n"
                "        service: chat\n"
                "+   middlewares:\n"
                "+     strip-chat:\n"
                "+       stripPrefix:\n"
                "+         prefixes: [\"/chat\"]",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/middlewares/stripprefix"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the scheme and port of the server's url fit the "
                                            "application: https only if it speaks TLS itself."),
     .snippet = "  http:\n"
                "    services:\n"
                "      chat:\n"
                "        loadBalancer:\n"
                "          servers:\n"
                "-           - url: \"https://chat:8000\"\n"
                "+           - url: \"http://chat:8000\"",
     .source = "https://doc.traefik.io/user-guides/websocket"},
    {.failure = "upgrade.service-unavailable",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Traefik says 503 where no server of the service is left. Start one, "
                                        "or let the health check ask for a path that answers 2xx or 3xx."),
     .snippet = "  http:\n"
                "    services:\n"
                "      chat:\n"
                "        loadBalancer:\n"
                "          healthCheck:\n"
                "-           path: /\n"
                "+           path: /health",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/load-balancing/service"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the redirect goes to https, use wss in the client. To serve "
                                            "upgrades on this entry point too, take its redirection out."),
     .snippet = "  entryPoints:\n"
                "    web:\n"
                "      address: \":80\"\n"
                "-     http:\n"
                "-       redirections:\n"
                "-         entryPoint:\n"
                "-           to: websecure\n"
                "-           scheme: https",
     .source = "https://doc.traefik.io/traefik/reference/install-configuration/entrypoints"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Traefik passes the client's Host on unless the service says otherwise."),
     .snippet = "  http:\n"
                "    services:\n"
                "      chat:\n"
                "        loadBalancer:\n"
                "-         passHostHeader: false\n"
                "+         passHostHeader: true",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/load-balancing/service"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If an ipAllowList is on the router, add the client's network."),
     .snippet = "  http:\n"
                "    middlewares:\n"
                "      office:\n"
                "        ipAllowList:\n"
                "          sourceRange:\n"
                "            - 10.0.0.0/8\n"
                "+           - 203.0.113.0/24",
     .source = "https://doc.traefik.io/traefik-hub/api-gateway/secure/middleware/ip-allow-list"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Give the WebSocket's router a limit with room for bursts: "
                                            "clients that lose a connection come back all at once."),
     .snippet = "  http:\n"
                "    middlewares:\n"
                "      limit:\n"
                "        rateLimit:\n"
                "          average: 10\n"
                "+         burst: 100",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/middlewares/ratelimit"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Switch sticky sessions on: a cookie then sends every client to the same server."),
     .snippet = "  http:\n"
                "    services:\n"
                "      chat:\n"
                "        loadBalancer:\n"
                "+         sticky:\n"
                "+           cookie:\n"
                "+             name: server",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/load-balancing/service"},
    {.failure = "tls.client-certificate-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If clients without one shall be let in, verify only those that send one."),
     .snippet = "  tls:\n"
                "    options:\n"
                "      default:\n"
                "        clientAuth:\n"
                "-         clientAuthType: RequireAndVerifyClientCert\n"
                "+         clientAuthType: VerifyClientCertIfGiven",
     .source = "https://doc.traefik.io/reference/routing-configuration/http/tls/tls-options"},
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "sniStrict refuses names without a certificate. Add one for this name."),
     .snippet = "  tls:\n"
                "    certificates:\n"
                "+     - certFile: /certs/chat.example.com.pem\n"
                "+       keyFile: /certs/chat.example.com.key",
     .source = "https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-certificates"},
    {.failure = "tls.self-signed",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Traefik sends its own TRAEFIK DEFAULT CERT for a name without a certificate. Give the router one."),
     .snippet = "  http:\n"
                "    routers:\n"
                "      chat:\n"
                "        rule: \"Host(`chat.example.com`)\"\n"
                "        service: chat\n"
                "        tls:\n"
                "+         certResolver: letsencrypt",
     .source = "https://doc.traefik.io/traefik/reference/routing-configuration/http/tls/tls-certificates"},
    {.failure = "tls.closed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Take proxyProtocol off the entry point that clients reach "
                                            "directly, or name the balancer that sends the line."),
     .snippet = "  entryPoints:\n"
                "    websecure:\n"
                "      address: \":443\"\n"
                "-     proxyProtocol:\n"
                "-       insecure: true",
     .source = "https://doc.traefik.io/traefik/reference/install-configuration/entrypoints"}};

} // namespace

const StackRemedies traefik{"traefik", table};

} // namespace wirewise::diagnosis::remedies
