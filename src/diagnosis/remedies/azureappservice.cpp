#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Switch web sockets on (Configuration, General settings); the app restarts."),
     .snippet = "az webapp config set --resource-group GROUP --name APP --web-sockets-enabled true",
     .source = "https://learn.microsoft.com/en-us/azure/app-service/configure-common"},
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Switch web sockets on (Configuration, General settings); the app "
                                        "restarts. If it stays so, the app has no WebSocket support loaded."),
     .snippet = "az webapp config set --resource-group GROUP --name APP --web-sockets-enabled true",
     .source = "https://learn.microsoft.com/en-us/azure/app-service/configure-common"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The load balancer of Azure drops a connection that was silent "
                                            "for 4 minutes: send pings more often."),
     .source = "https://learn.microsoft.com/en-us/troubleshoot/azure/app-service/web-apps-performance-faqs"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The load balancer of Azure waits about 4 minutes for an answer, and this "
                               "cannot be raised: accept the upgrade first and do the slow work afterwards."),
     .source = "https://learn.microsoft.com/en-us/troubleshoot/azure/app-service/web-apps-performance-faqs"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Switch ARR affinity on, so that the polls and the upgrade reach "
                                            "the same instance; the client has to keep cookies."),
     .snippet = "az webapp update --resource-group GROUP --name APP --client-affinity-enabled true",
     .source = "https://learn.microsoft.com/en-us/azure/app-service/configure-common"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "HTTPS Only answers ws:// with a redirect: use wss."),
     .source = "https://learn.microsoft.com/en-us/azure/app-service/configure-common"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Health check takes 200 to 299 only and follows no redirect: "
                                            "give it an HTTP path of its own, not the WebSocket route."),
     .snippet = "az webapp config set --resource-group GROUP --name APP \\\n  --generic-configurations "
                "'{\"healthCheckPath\": \"/healthz\"}'",
     .source = "https://learn.microsoft.com/en-us/azure/app-service/monitor-instances-health-check"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "426 fails the health check, which takes 200 to 299 only: give it a path that answers 200."),
     .snippet = "az webapp config set --resource-group GROUP --name APP \\\n  --generic-configurations "
                "'{\"healthCheckPath\": \"/healthz\"}'",
     .source = "https://learn.microsoft.com/en-us/azure/app-service/monitor-instances-health-check"},
    {.failure = "health.not-ready",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "An instance that does not answer 200 to 299 ten times running leaves the "
                               "balancer: let the path say 200 as soon as the service can work."),
     .source = "https://learn.microsoft.com/en-us/azure/app-service/monitor-instances-health-check"}};

} // namespace

const StackRemedies azureappservice{"azure-app-service", table};

} // namespace wirewise::diagnosis::remedies
