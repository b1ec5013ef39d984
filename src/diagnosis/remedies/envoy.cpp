#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Upgrades are off until they are enabled. Enable websocket in "
                                            "the HTTP connection manager; a route may still switch it off."),
     .snippet = "  typed_config:\n"
                "    \"@type\": "
                "type.googleapis.com/"
                "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager\n"
                "    stat_prefix: web\n"
                "+   upgrade_configs:\n"
                "+   - upgrade_type: websocket",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Without upgrade_configs, Envoy itself refuses an upgrade with "
                                            "an empty 403. Enable websocket in the HTTP connection manager."),
     .snippet = "  typed_config:\n"
                "    \"@type\": "
                "type.googleapis.com/"
                "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager\n"
                "    stat_prefix: web\n"
                "+   upgrade_configs:\n"
                "+   - upgrade_type: websocket",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/"
               "response_code_details"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "An empty 404 from Envoy means that no route matches. Add one for host and path of the address."),
     .snippet = "  virtual_hosts:\n"
                "  - name: chat\n"
                "    domains: [\"chat.example.com\"]\n"
                "    routes:\n"
                "+   - match: { prefix: \"/ws\" }\n"
                "+     route: { cluster: chat }",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "\"upstream connect error\" is a cluster that refuses, and \"no healthy upstream\" one "
                      "whose health checks fail. Let its address, port and TLS fit the application."),
     .snippet = "  clusters:\n"
                "  - name: chat\n"
                "    load_assignment:\n"
                "      endpoints:\n"
                "      - lb_endpoints:\n"
                "        - endpoint:\n"
                "            address:\n"
                "-             socket_address: { address: 127.0.0.1, port_value: 9000 }\n"
                "+             socket_address: { address: 127.0.0.1, port_value: 8000 }",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The timeout of a route is 15 seconds until it is set. Let the "
                                            "application accept first, or raise it."),
     .snippet = "  route:\n"
                "    cluster: chat\n"
                "+   timeout: 0s",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Envoy ends a stream after 5 minutes without data in either direction. Raise "
                               "idle_timeout of the route, or send pings below it."),
     .snippet = "  route:\n"
                "    cluster: chat\n"
                "+   idle_timeout: 3600s",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If every connection ends at the same age, max_stream_duration or "
                               "max_connection_duration is set. Raise it, or let clients reconnect."),
     .snippet = "  common_http_protocol_options:\n"
                "-   max_stream_duration: 60s\n"
                "+   max_stream_duration: 0s",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"},
    {.failure = "engineio.unknown-session",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Let a cookie choose the server, with a ring hash on the cluster."),
     .snippet = "  route:\n"
                "    cluster: chat\n"
                "+   hash_policy:\n"
                "+   - cookie: { name: server, ttl: 0s }",
     .source = "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"}};

} // namespace

const StackRemedies envoy{"envoy", table};

} // namespace wirewise::diagnosis::remedies
