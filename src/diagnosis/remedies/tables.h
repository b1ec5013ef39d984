#pragma once

#include "diagnosis/remedies/remedy.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

/// One table a file, one stack a table.
namespace wirewise::diagnosis::remedies {

extern const StackRemedies nginx;
extern const StackRemedies apache;
extern const StackRemedies haproxy;
extern const StackRemedies caddy;
extern const StackRemedies varnish;
extern const StackRemedies lighttpd;
extern const StackRemedies squid;
extern const StackRemedies tinyproxy;
extern const StackRemedies traefik;
extern const StackRemedies envoy;
extern const StackRemedies ingressNginx;
extern const StackRemedies uvicorn;
extern const StackRemedies gunicorn;
extern const StackRemedies hypercorn;
extern const StackRemedies daphne;
extern const StackRemedies fastapi;
extern const StackRemedies django;
extern const StackRemedies flasksocketio;
extern const StackRemedies flask;
extern const StackRemedies aiohttp;
extern const StackRemedies tornado;
extern const StackRemedies websockets;
extern const StackRemedies nodews;
extern const StackRemedies express;
extern const StackRemedies socketio;
extern const StackRemedies turtle;
extern const StackRemedies graphqlws;
extern const StackRemedies httpproxy;
extern const StackRemedies sockjs;
extern const StackRemedies webpackdevserver;
extern const StackRemedies vite;
extern const StackRemedies next;
extern const StackRemedies nest;
extern const StackRemedies hapi;
extern const StackRemedies koa;
extern const StackRemedies fastify;
extern const StackRemedies node;
extern const StackRemedies coder;
extern const StackRemedies jetty;
extern const StackRemedies netty;
extern const StackRemedies actioncable;
extern const StackRemedies puma;
extern const StackRemedies cowboy;
extern const StackRemedies laravel;
extern const StackRemedies aspnet;
extern const StackRemedies signalr;
extern const StackRemedies iis;
extern const StackRemedies libwebsockets;
extern const StackRemedies beast;
extern const StackRemedies websocketpp;
extern const StackRemedies qt;
extern const StackRemedies spring;
extern const StackRemedies tomcat;
extern const StackRemedies go;
extern const StackRemedies gorilla;
extern const StackRemedies rails;
extern const StackRemedies phoenix;
extern const StackRemedies php;
extern const StackRemedies mojolicious;
extern const StackRemedies autobahn;
extern const StackRemedies websockify;
extern const StackRemedies pythonhttpserver;
extern const StackRemedies cloudrun;
extern const StackRemedies render;
extern const StackRemedies heroku;
extern const StackRemedies awsalb;
extern const StackRemedies awsapigateway;
extern const StackRemedies cloudflare;
extern const StackRemedies cloudfront;
extern const StackRemedies fly;
extern const StackRemedies azureappservice;
extern const StackRemedies azurefrontdoor;
extern const StackRemedies azureapplicationgateway;
extern const StackRemedies vercel;
extern const StackRemedies netlify;
extern const StackRemedies railway;
extern const StackRemedies digitalocean;
extern const StackRemedies kubernetes;

} // namespace wirewise::diagnosis::remedies
