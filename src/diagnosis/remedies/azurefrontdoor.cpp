#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Switch caching off for the route: with caching Front Door does not forward "
                               "the Upgrade header and treats the handshake as a plain request."),
     .source = "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Front Door closes a connection that was silent for 5 minutes: send pings more often."),
     .source = "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Front Door keeps a WebSocket for 4 hours at most, and "
                                            "maintenance may end it sooner: let the client reconnect."),
     .source = "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Front Door probes the origin over HTTP: give the probe a path "
                                            "that answers 200, not the WebSocket route."),
     .source = "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The web application firewall inspects the handshake: find the "
                                            "rule in its log, and make an exception for the WebSocket path."),
     .source = "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"}};

} // namespace

const StackRemedies azurefrontdoor{"azure-front-door", table};

} // namespace wirewise::diagnosis::remedies
