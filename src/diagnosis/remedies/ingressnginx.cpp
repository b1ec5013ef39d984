#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "\"default backend - 404\" means that no Ingress matches. Let one match host "
                               "and path of the address; WebSockets themselves need no setting."),
     .snippet = "  spec:\n"
                "    rules:\n"
                "    - host: chat.example.com\n"
                "      http:\n"
                "        paths:\n"
                "+       - path: /ws\n"
                "+         pathType: Prefix\n"
                "+         backend:\n"
                "+           service: { name: chat, port: { number: 8000 } }",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If rewrite-target cuts the path, keep the part that the app needs."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "-     nginx.ingress.kubernetes.io/rewrite-target: /\n"
                "+     nginx.ingress.kubernetes.io/use-regex: \"true\"\n"
                "+     nginx.ingress.kubernetes.io/rewrite-target: /$2\n"
                "  # path: /chat(/|$)(.*)   pathType: ImplementationSpecific",
     .source = "https://kubernetes.github.io/ingress-nginx/examples/rewrite/"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "503 means that the Service has no ready pod: `kubectl get endpointslices` "
                               "shows none. Let its selector and the readiness probe fit the pods."),
     .snippet = "kubectl get endpointslices -l kubernetes.io/service-name=chat",
     .source = "https://kubernetes.github.io/ingress-nginx/troubleshooting/"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "If the pods speak TLS, say so; and let the port be the one on which they listen."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "+     nginx.ingress.kubernetes.io/backend-protocol: \"HTTPS\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the redirect goes to https, use wss in the client; or switch it off for this Ingress."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "+     nginx.ingress.kubernetes.io/ssl-redirect: \"false\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the Ingress allows some networks only, add the client's."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "-     nginx.ingress.kubernetes.io/whitelist-source-range: \"10.0.0.0/8\"\n"
                "+     nginx.ingress.kubernetes.io/whitelist-source-range: \"10.0.0.0/8,203.0.113.0/24\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"},
    {.failure = "upgrade.rate-limited",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "limit-connections counts open WebSockets, and limit-rps every new "
                                        "one; beyond them nginx says 503. Raise them for this Ingress."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "-     nginx.ingress.kubernetes.io/limit-connections: \"5\"\n"
                "+     nginx.ingress.kubernetes.io/limit-connections: \"100\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the buffers in the ConfigMap of the controller; or clear the cookies."),
     .snippet = "  data:\n"
                "+   large-client-header-buffers: \"4 32k\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the application accept first and do the slow work afterwards; or raise the limit, in seconds."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "+     nginx.ingress.kubernetes.io/proxy-read-timeout: \"300\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise both limits, in seconds; the default is 60."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "+     nginx.ingress.kubernetes.io/proxy-read-timeout: \"3600\"\n"
                "+     nginx.ingress.kubernetes.io/proxy-send-timeout: \"3600\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Every change of an Ingress reloads nginx, and old workers end after "
                               "worker-shutdown-timeout (240s). Raise it, and let clients reconnect."),
     .snippet = "  data:\n"
                "+   worker-shutdown-timeout: \"3600s\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Switch sticky sessions on: a cookie then sends every client to the same pod."),
     .snippet = "  metadata:\n"
                "    annotations:\n"
                "+     nginx.ingress.kubernetes.io/affinity: \"cookie\"",
     .source = "https://kubernetes.github.io/ingress-nginx/examples/affinity/cookie/"},
    {.failure = "tls.closed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "With use-proxy-protocol every connection must begin with that "
                                            "line: let the balancer send it, or switch it off."),
     .snippet = "  data:\n"
                "-   use-proxy-protocol: \"true\"\n"
                "+   use-proxy-protocol: \"false\"",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/"},
    {.failure = "tls.self-signed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The controller sends its Fake Certificate for a host without a "
                                            "secret. Name the secret with the host's certificate."),
     .snippet = "  spec:\n"
                "+   tls:\n"
                "+   - hosts: [chat.example.com]\n"
                "+     secretName: chat-tls",
     .source = "https://kubernetes.github.io/ingress-nginx/user-guide/tls/"}};

} // namespace

const StackRemedies ingressNginx{"ingress-nginx", table};

} // namespace wirewise::diagnosis::remedies
