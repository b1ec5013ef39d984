#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the idle timeout of the proxy, and send pings more often than it."),
     .snippet =
         "[http_service]\n  internal_port = 8080\n+ [http_service.http_options]\n+   idle_timeout = 600",
     .source = "https://fly.io/docs/reference/configuration/"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The proxy stops a Machine that it takes for idle: keep one "
                                            "running, and let the client reconnect after a deploy."),
     .snippet = "[http_service]\n- auto_stop_machines = \"stop\"\n- min_machines_running = 0\n+ "
                "auto_stop_machines = \"off\"\n+ min_machines_running = 1",
     .source = "https://fly.io/docs/reference/configuration/"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "`force_https` answers ws:// with a redirect: use wss."),
     .snippet = "- new WebSocket(\"ws://NAME.fly.dev/ws\")\n+ new WebSocket(\"wss://NAME.fly.dev/ws\")",
     .source = "https://fly.io/docs/reference/configuration/"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`internal_port` has to be the port on which the app listens, on 0.0.0.0 and not on 127.0.0.1."),
     .snippet = "[http_service]\n- internal_port = 8080\n+ internal_port = 3000",
     .source = "https://fly.io/docs/reference/configuration/"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Far above `hard_limit` the proxy says 503, and every open "
                                            "WebSocket counts: raise the limits or add Machines."),
     .snippet = "[http_service.concurrency]\n  type = \"connections\"\n- hard_limit = 25\n+ hard_limit = "
                "1000\n+ soft_limit = 800",
     .source = "https://fly.io/docs/reference/fly-proxy/"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Pin a client to its Machine with `fly-replay`, or open the WebSocket without polling first."),
     .snippet = "// client, in place of polling first\nio(URL, { transports: [\"websocket\"] })",
     .source = "https://fly.io/docs/blueprints/sticky-sessions/"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Machines differ: list their image and their checks, and ask one by its id."),
     .snippet = "fly machine list\nfly checks list",
     .source = "https://fly.io/docs/reference/health-checks/"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "An HTTP check wants 2xx and follows no redirect: point it at a "
                                            "path that answers GET, or check the port only."),
     .snippet = "- [[services.http_checks]]\n-   path = \"/ws\"\n+ [[services.tcp_checks]]\n+   interval = "
                "\"15s\"\n+   timeout = \"2s\"",
     .source = "https://fly.io/docs/reference/health-checks/"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "426 fails an HTTP check, which wants 2xx: check the port only, or a path that answers 200."),
     .snippet = "- [[services.http_checks]]\n-   path = \"/\"\n+ [[services.tcp_checks]]\n+   interval = "
                "\"15s\"\n+   timeout = \"2s\"",
     .source = "https://fly.io/docs/reference/health-checks/"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A check asks with GET unless `method` says otherwise: leave that line out, or set GET."),
     .snippet = "[[http_service.checks]]\n- method = \"HEAD\"\n+ method = \"GET\"\n  path = \"/healthz\"",
     .source = "https://fly.io/docs/reference/configuration/"}};

} // namespace

const StackRemedies fly{"fly", table};

} // namespace wirewise::diagnosis::remedies
