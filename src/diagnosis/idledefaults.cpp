#include "diagnosis/idledefaults.h"

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

using namespace std::chrono_literals;
using Counts = IdleDefault::Counts;

constexpr IdleDefault table[] = {
    {3s, Counts::Messages, "graphql-ws", "connectionInitWaitTimeout",
     "https://the-guild.dev/graphql/ws/docs/interfaces/server.ServerOptions"},
    {15s, Counts::Messages, "ASP.NET Core SignalR", "HandshakeTimeout",
     "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"},
    {30s, Counts::Life, "Google Cloud load balancers", "timeoutSec of the backend service",
     "https://cloud.google.com/load-balancing/docs/backend-service"},
    {30s, Counts::Messages, "ASP.NET Core SignalR", "ClientTimeoutInterval",
     "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"},
    {45s, Counts::Messages, "Socket.IO", "connectTimeout",
     "https://socket.io/docs/v4/server-options/#connecttimeout"},
    {55s, Counts::Silence, "Heroku", "the router's own (H15)",
     "https://devcenter.heroku.com/articles/http-routing"},
    {60s, Counts::Silence, "nginx", "proxy_read_timeout", "https://nginx.org/en/docs/http/websocket.html"},
    {60s, Counts::Silence, "ingress-nginx", "proxy-read-timeout",
     "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/"},
    {60s, Counts::Silence, "AWS Application Load Balancer", "idle_timeout.timeout_seconds",
     "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
     "edit-load-balancer-attributes.html"},
    {60s, Counts::Silence, "HAProxy as Red Hat packs it", "timeout client, timeout server",
     "https://docs.redhat.com/en/documentation/Red_Hat_Enterprise_Linux/7/html/"
     "Load_Balancer_Administration/s1-haproxy-setup-defaults"},
    {60s, Counts::Silence, "Apache httpd", "Timeout, ProxyTimeout",
     "https://httpd.apache.org/docs/2.4/mod/core.html#timeout"},
    {60s, Counts::Silence, "Varnish", "pipe_timeout",
     "https://varnish-cache.org/docs/trunk/reference/varnishd.html"},
    {60s, Counts::Silence, "Cowboy", "idle_timeout",
     "https://ninenines.eu/docs/en/cowboy/2.9/guide/ws_handlers/"},
    {60s, Counts::Silence, "Phoenix", "timeout of the socket",
     "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3"},
    {100s, Counts::Silence, "Cloudflare", "its own",
     "https://community.cloudflare.com/t/cloudflare-websocket-timeout/5865"},
    {230s, Counts::Silence, "Azure App Service", "its load balancer's own",
     "https://learn.microsoft.com/en-us/troubleshoot/azure/app-service/web-apps-performance-faqs"},
    {240s, Counts::Silence, "Azure Load Balancer", "idle timeout of the rule",
     "https://learn.microsoft.com/en-us/azure/load-balancer/load-balancer-tcp-idle-timeout"},
    {300s, Counts::Silence, "Envoy", "stream_idle_timeout",
     "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts"},
    {300s, Counts::Silence, "Azure Front Door", "its own",
     "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket"},
    {300s, Counts::Life, "Google Cloud Run", "request timeout",
     "https://cloud.google.com/run/docs/triggering/websockets"},
    {350s, Counts::Silence, "AWS Network Load Balancer", "tcp.idle_timeout.seconds",
     "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html"},
    {600s, Counts::Messages, "AWS API Gateway", "its own",
     "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
     "apigateway-execution-service-websocket-limits-table.html"},
    {7200s, Counts::Life, "AWS API Gateway", "its own",
     "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
     "apigateway-execution-service-websocket-limits-table.html"},
};

} // namespace

std::span<const IdleDefault> idleDefaults()
{
    return table;
}

QList<IdleDefault> defaultsNear(observation::Duration limit, observation::Duration tolerance, bool ofLife)
{
    QList<IdleDefault> near;
    for (const IdleDefault &row : table) {
        // A limit that wants messages ends a connection with pings at the same age as a limit on life.
        const bool fits = ofLife ? row.counts != Counts::Silence : row.counts != Counts::Life;
        if (fits && std::chrono::abs(observation::Duration(row.limit) - limit) <= tolerance)
            near.append(row);
    }
    return near;
}

} // namespace wirewise::diagnosis
