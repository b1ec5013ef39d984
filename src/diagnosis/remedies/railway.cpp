#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Listen on 0.0.0.0 at the port in PORT, and let the target port of the domain be the same."),
     .snippet = "- uvicorn main:app\n+ uvicorn main:app --host 0.0.0.0 --port $PORT",
     .source = "https://docs.railway.com/reference/errors/application-failed-to-respond"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Railway sends plain HTTP to HTTPS: use wss."),
     .snippet = "- new WebSocket(\"ws://NAME.up.railway.app/ws\")\n+ new "
                "WebSocket(\"wss://NAME.up.railway.app/ws\")",
     .source = "https://docs.railway.com/networking/public-networking/specs-and-limits"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "All headers together may have 32 KB: keep tokens and cookies smaller."),
     .source = "https://docs.railway.com/networking/public-networking/specs-and-limits"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A domain has 10,000 open connections at most: close those that are idle, or ask Railway for more."),
     .source = "https://docs.railway.com/networking/public-networking/specs-and-limits"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The health check waits for a 200 to a plain request: give it an "
                                            "HTTP path of its own, not the WebSocket route."),
     .snippet = "# railway.toml\n[deploy]\n+ healthcheckPath = \"/healthz\"",
     .source = "https://docs.railway.com/deployments/healthchecks"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "426 fails the health check, which waits for 200: give it a path of its own."),
     .snippet = "# railway.toml\n[deploy]\n+ healthcheckPath = \"/healthz\"",
     .source = "https://docs.railway.com/deployments/healthchecks"}};

} // namespace

const StackRemedies railway{"railway", table};

} // namespace wirewise::diagnosis::remedies
