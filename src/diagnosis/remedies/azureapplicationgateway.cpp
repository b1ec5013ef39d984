#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The request timeout of the backend setting also ends "
                                            "WebSockets: raise it, and send pings more often."),
     .snippet = "az network application-gateway http-settings update --resource-group GROUP \\\n  "
                "--gateway-name GATEWAY --name SETTING --timeout 3600",
     .source = "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The request timeout of the backend setting also ends "
                                            "WebSockets: raise it, and let the client reconnect."),
     .snippet = "az network application-gateway http-settings update --resource-group GROUP \\\n  "
                "--gateway-name GATEWAY --name SETTING --timeout 3600",
     .source = "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A backend that does not answer the HTTP probe leaves the pool, and the gateway says "
                      "502: give the probe a path that the server answers, and look at the backend health."),
     .snippet = "az network application-gateway show-backend-health --resource-group GROUP --name GATEWAY",
     .source = "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The probes of the gateway are HTTP or HTTPS only, and a backend that does "
                               "not answer them gets no traffic: give the probe a path that answers 200."),
     .source = "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The probes of the gateway are HTTP or HTTPS only: give them a path that answers 200, not 426."),
     .source = "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket"}};

} // namespace

const StackRemedies azureapplicationgateway{"azure-application-gateway", table};

} // namespace wirewise::diagnosis::remedies
