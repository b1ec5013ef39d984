#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis {

std::span<const StackRemedies *const> stackRemedies()
{
    using namespace remedies;
    static constexpr const StackRemedies *all[] = {
        // Proxies first, then servers and frameworks, then platforms.
        &nginx,
        &apache,
        &haproxy,
        &caddy,
        &varnish,
        &lighttpd,
        &squid,
        &tinyproxy,
        &traefik,
        &envoy,
        &ingressNginx,
        &uvicorn,
        &gunicorn,
        &hypercorn,
        &daphne,
        &fastapi,
        &django,
        &flasksocketio,
        &flask,
        &aiohttp,
        &tornado,
        &websockets,
        &nodews,
        &express,
        &socketio,
        &turtle,
        &spring,
        &tomcat,
        &go,
        &gorilla,
        &rails,
        &phoenix,
        &php,
        &mojolicious,
        &autobahn,
        &websockify,
        &pythonhttpserver,
        &cloudrun,
        &render,
        &heroku,
        &awsalb,
        &awsapigateway,
        &cloudflare,
        &cloudfront,
        &fly,
        &azureappservice,
        &azurefrontdoor,
        &azureapplicationgateway,
        &vercel,
        &netlify,
        &railway,
        &digitalocean,
        &kubernetes,
    };
    return all;
}

} // namespace wirewise::diagnosis
