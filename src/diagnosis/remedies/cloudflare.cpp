#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Switch WebSockets on: in the dashboard under Network, or with the API."),
     .snippet = "curl -X PATCH https://api.cloudflare.com/client/v4/zones/ZONE/settings/websockets \\\n  -H "
                "\"Authorization: Bearer TOKEN\" -H \"Content-Type: application/json\" \\\n  --data "
                "'{\"value\":\"on\"}'",
     .source = "https://developers.cloudflare.com/network/websockets/"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The upgrade passes the same rules as a page: find it under Security, Events, and skip "
                      "those rules for this path. Bot Fight Mode cannot be skipped, only switched off."),
     .snippet = "# custom rule, action Skip\nhttp.request.uri.path eq \"/ws\"",
     .source = "https://developers.cloudflare.com/waf/custom-rules/skip/"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Rate limiting rules count the upgrade like any request: take this path out "
                               "of the rule, or let the client wait longer before it tries again."),
     .snippet = "http.request.uri.path ne \"/ws\"",
     .source = "https://developers.cloudflare.com/network/websockets/"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Cloudflare reached no working origin: 521 it refuses, 523 it has no route, 525 and 526 its TLS or "
         "certificate fails, 520 it answered with nothing or nonsense. Let the firewall of the origin accept "
         "the addresses of Cloudflare, on port 443 for Full and port 80 for Flexible."),
     .snippet = "curl -sv --resolve HOST:443:ORIGIN https://HOST/PATH",
     .source = "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/"
               "cloudflare-5xx-errors/"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "522: the origin does not accept the connection; let its firewall accept the "
                               "addresses of Cloudflare. 524: it took longer than the proxy read timeout, "
                               "120 seconds; accept the upgrade first and do the slow work afterwards."),
     .source = "https://developers.cloudflare.com/fundamentals/reference/connection-limits/"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "With the mode Flexible Cloudflare asks the origin over HTTP, and an origin "
                               "that sends HTTP to HTTPS redirects for ever: take Full (strict)."),
     .source = "https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send pings, as Cloudflare itself advises, and lengthen the "
                                            "timeouts of the origin, which are often the shorter ones."),
     .source = "https://developers.cloudflare.com/network/websockets/"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Cloudflare ends WebSockets when it restarts servers for a release: let the client reconnect."),
     .source = "https://developers.cloudflare.com/network/websockets/"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A Cloudflare load balancer needs session affinity by cookie, so "
                                            "that the polls and the upgrade reach the same endpoint."),
     .source = "https://developers.cloudflare.com/load-balancing/understand-basics/session-affinity/"}};

} // namespace

const StackRemedies cloudflare{"cloudflare", table};

} // namespace wirewise::diagnosis::remedies
