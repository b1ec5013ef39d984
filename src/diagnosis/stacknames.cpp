#include "diagnosis/stacks.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

constexpr struct
{
    QByteArrayView key;
    const char *name;
} nameTable[] = {
    {"nginx", "nginx"},
    {"ingress-nginx", "ingress-nginx"},
    {"apache", "Apache httpd"},
    {"haproxy", "HAProxy"},
    {"caddy", "Caddy"},
    {"varnish", "Varnish"},
    {"lighttpd", "lighttpd"},
    {"squid", "Squid"},
    {"tinyproxy", "tinyproxy"},
    {"traefik", "Traefik"},
    {"envoy", "Envoy"},
    {"istio", "Istio"},
    {"kong", "Kong"},
    {"cloudflare", "Cloudflare"},
    {"cloud-run", "Google Cloud Run"},
    {"heroku", "Heroku"},
    {"render", "Render"},
    {"fly", "Fly.io"},
    {"vercel", "Vercel"},
    {"netlify", "Netlify"},
    {"aws-alb", "AWS ALB"},
    {"aws-api-gateway", "AWS API Gateway"},
    {"cloudfront", "Amazon CloudFront"},
    {"azure-app-service", "Azure App Service"},
    {"azure-front-door", "Azure Front Door"},
    {"azure-application-gateway", "Azure Application Gateway"},
    {"railway", "Railway"},
    {"digitalocean", "DigitalOcean App Platform"},
    {"kubernetes", "Kubernetes"},
    {"uvicorn", "uvicorn"},
    {"hypercorn", "Hypercorn"},
    {"daphne", "Daphne"},
    {"gunicorn", "gunicorn"},
    {"websockets", "websockets"},
    {"aiohttp", "aiohttp"},
    {"tornado", "Tornado"},
    {"autobahn", "Autobahn"},
    {"websockify", "websockify"},
    {"python-http-server", "Python http.server"},
    {"werkzeug", "Werkzeug"},
    {"waitress", "waitress"},
    {"wsgiref", "Python wsgiref"},
    {"cheroot", "Cheroot"},
    {"cherrypy", "CherryPy"},
    {"twisted", "Twisted Web"},
    {"mojolicious", "Mojolicious"},
    {"puma", "Puma"},
    {"thin", "Thin"},
    {"cowboy", "Cowboy"},
    {"tomcat", "Tomcat"},
    {"jetty", "Jetty"},
    {"kestrel", "Kestrel"},
    {"iis", "IIS"},
    {"netty", "Netty"},
    {"libwebsockets", "libwebsockets"},
    {"websocketpp", "WebSocket++"},
    {"qt", "QWebSocketServer"},
    {"beast", "Boost.Beast"},
    {"nghttpd", "nghttpd"},
    {"turtle", "websocket (Node)"},
    {"sockjs", "SockJS"},
    {"engineio", "Engine.IO"},
    {"flask-socketio", "Flask-SocketIO or python-socketio"},
    {"socket.io", "Socket.IO"},
    {"fastapi", "FastAPI"},
    {"starlette", "Starlette"},
    {"django", "Django"},
    {"flask", "Flask"},
    {"quart", "Quart"},
    {"bottle", "Bottle"},
    {"express", "Express"},
    {"node", "Node http"},
    {"node-ws", "ws (Node)"},
    {"fastify", "Fastify"},
    {"koa", "Koa"},
    {"hapi", "hapi"},
    {"nest", "NestJS"},
    {"next", "Next.js"},
    {"vite", "Vite"},
    {"webpack-dev-server", "webpack-dev-server"},
    {"http-proxy", "http-proxy (Node)"},
    {"graphql-ws", "GraphQL over WebSocket"},
    {"rails", "Rails"},
    {"action-cable", "Action Cable"},
    {"phoenix", "Phoenix"},
    {"php", "PHP"},
    {"aspnet", "ASP.NET"},
    {"spring", "Spring"},
    {"go", "Go net/http"},
    {"gorilla", "gorilla/websocket"},
    {"coder", "coder/websocket"},
    {"signalr", "SignalR"},
    {"laravel", "Laravel Reverb"},
    {"general", QT_TRANSLATE_NOOP("Stacks", "Any server")},
};

} // namespace

QList<StackName> stackNames()
{
    QList<StackName> names;
    for (const auto &row : nameTable)
        names.append({row.key.toByteArray(), row.name});
    return names;
}

QString stackName(const QByteArray &key)
{
    const auto row =
        std::find_if(std::begin(nameTable), std::end(nameTable), [&](const auto &r) { return r.key == key; });
    return row == std::end(nameTable) ? QString::fromUtf8(key)
                                      : QCoreApplication::translate("Stacks", row->name);
}

} // namespace wirewise::diagnosis
