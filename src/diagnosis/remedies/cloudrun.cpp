#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Switch end-to-end HTTP/2 off: with it the container gets HTTP/2, which has no Upgrade header. "
         "Without it Cloud Run speaks HTTP/1 to the container, and the upgrade arrives."),
     .snippet = "gcloud run services update SERVICE --no-use-http2",
     .source = "https://cloud.google.com/run/docs/triggering/websockets"},
    {.failure = "http.h2-only",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the container speak HTTP/1.1 on its port, and switch end-to-end HTTP/2 off. Browsers keep "
         "HTTP/2 to Cloud Run for their pages; the WebSocket comes to you as HTTP/1.1."),
     .snippet = "gcloud run services update SERVICE --no-use-http2",
     .source = "https://docs.cloud.google.com/run/docs/configuring/http2"},
    {.failure = "session.idle-timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Cloud Run counts the whole WebSocket as one request: it ends at the "
                                        "request timeout, 5 minutes unless set, 60 at most, and pings do not "
                                        "lengthen it. Raise the timeout and let the client reconnect."),
     .snippet = "gcloud run services update SERVICE --timeout=3600",
     .source = "https://docs.cloud.google.com/run/docs/configuring/request-timeout"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Cloud Run ends a WebSocket at the request timeout, 5 minutes unless set, 60 at most. "
                      "Raise it, and let the client reconnect: it may land on another instance."),
     .snippet = "gcloud run services update SERVICE --timeout=3600",
     .source = "https://cloud.google.com/run/docs/triggering/websockets"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Instances differ: give every one the same image and settings, "
                                            "and send all traffic to one revision until the answers agree."),
     .snippet = "gcloud run services update-traffic SERVICE --to-latest",
     .source = "https://docs.cloud.google.com/run/docs/rollouts-rollbacks-traffic-migration"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Switch session affinity on, so that the polls and the upgrade reach the same instance. It is best "
         "effort: a client that opens the WebSocket at once, without polling, needs none."),
     .snippet = "gcloud run services update SERVICE --session-affinity\n// client, in place of polling "
                "first\nio(URL, { transports: [\"websocket\"] })",
     .source = "https://cloud.google.com/run/docs/configuring/session-affinity"},
    {.failure = "upgrade.forbidden",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A service is private until it is opened: Cloud Run answers 403 "
                                        "itself, before the app. Allow public access if the app does its own "
                                        "checks, else send an identity token in the Authorization header."),
     .snippet = "gcloud run services update SERVICE --no-invoker-iam-check",
     .source = "https://cloud.google.com/run/docs/authenticating/public"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The container has to listen on 0.0.0.0, at the port named by PORT, 8080 unless set; on 127.0.0.1 "
         "nothing reaches it. The log of the revision says why an instance did not start."),
     .snippet = "gcloud run services logs read SERVICE --limit=50",
     .source = "https://cloud.google.com/run/docs/container-contract"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Cloud Run says 504 where the container did not answer within the request "
                               "timeout. Accept the upgrade first and do the slow work afterwards."),
     .source = "https://docs.cloud.google.com/run/docs/configuring/request-timeout"},
    {.failure = "health.head-misleading",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Without a probe of yours Cloud Run only opens the TCP port, which a "
                                        "WebSocket server passes. An HTTP probe needs a path that answers a "
                                        "plain GET over HTTP/1: point it at such a path, or take TCP."),
     .snippet = "  startupProbe:\n-   httpGet:\n-     path: /ws\n+   tcpSocket:\n+     port: 8080",
     .source = "https://docs.cloud.google.com/run/docs/configuring/healthchecks"},
    {.failure = "health.head-unsupported",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Cloud Run probes with TCP or with GET, not with HEAD. Keep the TCP "
                                        "startup probe, or give the HTTP probe a path that answers GET."),
     .snippet = "  startupProbe:\n-   httpGet:\n-     path: /ws\n+   tcpSocket:\n+     port: 8080",
     .source = "https://docs.cloud.google.com/run/docs/configuring/healthchecks"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A server that answers every GET with 426 fails an HTTP probe. "
                                            "Keep the TCP startup probe that Cloud Run sets by itself."),
     .snippet = "  startupProbe:\n-   httpGet:\n-     path: /ws\n+   tcpSocket:\n+     port: 8080",
     .source = "https://docs.cloud.google.com/run/docs/configuring/healthchecks"}};

} // namespace

const StackRemedies cloudrun{"cloud-run", table};

} // namespace wirewise::diagnosis::remedies
