#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Fastify takes upgrades only with @fastify/websocket. Register it "
                                        "before the routes, and mark the route; the upgrade then gets 101."),
     .snippet = "+ fastify.register(require('@fastify/websocket'))\n"
                "+ fastify.register(async app => {\n"
                "+     app.get('/ws', { websocket: true }, socket => {\n"
                "+         socket.on('message', data => socket.send(String(data)))\n"
                "+     })\n"
                "+ })\n"
                "  fastify.listen({ port: 3000 })",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask for the path under which the route is registered, with the "
                                            "prefix of its plugin. The upgrade then gets 101."),
     .snippet = "  fastify.register(async app => {\n"
                "-     app.get('/chat', { websocket: true }, handler)\n"
                "+     app.get('/ws', { websocket: true }, handler)\n"
                "  })",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "upgrade.server-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A route that stands before the plugin, at the top level, gets "
                                        "request and reply instead of a socket. Register the plugin first "
                                        "and the routes within a plugin of their own; 500 then becomes 101."),
     .snippet = "- fastify.get('/ws', { websocket: true }, handler)\n"
                "  fastify.register(require('@fastify/websocket'))\n"
                "+ fastify.register(async app => {\n"
                "+     app.get('/ws', { websocket: true }, handler)\n"
                "+ })",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "With the plugin every route accepts the upgrade, and one without `websocket: "
                               "true` closes it at once. Mark the route; the connection then stays open."),
     .snippet = "- app.get('/ws', handler)\n"
                "+ app.get('/ws', { websocket: true }, handler)",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "An exception in the WebSocket handler ends the connection without a Close frame; the "
                      "log has it. Catch it there: the client then gets 1011, and the log the reason."),
     .snippet = "  app.get('/ws', { websocket: true }, (socket, req) => {\n"
                "-     start(socket)\n"
                "+     try { start(socket) }\n"
                "+     catch (error) { req.log.error(error); socket.close(1011, 'internal error') }\n"
                "  })",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The preValidation hook answers before the upgrade. Send what it looks for; from a "
                      "browser that is a query parameter or a cookie. The upgrade then gets 101."),
     .snippet = "  app.addHook('preValidation', async (req, reply) => {\n"
                "      if (!isValid(req.query.token)) return reply.code(401).send({ error: 'no token' })\n"
                "  })\n"
                "- new WebSocket('ws://HOST/ws')\n"
                "+ new WebSocket('ws://HOST/ws?token=' + token)",
     .triedWith = "Fastify 5.12.8, @fastify/websocket 11.3.6"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If this Fastify is a proxy: @fastify/http-proxy passes upgrades "
                                            "on only if told so. The upgrade then gets 101."),
     .snippet = "- fastify.register(require('@fastify/http-proxy'), { upstream })\n"
                "+ fastify.register(require('@fastify/http-proxy'), { upstream, websocket: true })",
     .triedWith = "Fastify 5.12.8, @fastify/http-proxy 11.6.3"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "@fastify/http-proxy passes upgrades on only if told so. The upgrade then gets 101."),
     .snippet = "- fastify.register(require('@fastify/http-proxy'), { upstream })\n"
                "+ fastify.register(require('@fastify/http-proxy'), { upstream, websocket: true })",
     .triedWith = "Fastify 5.12.8, @fastify/http-proxy 11.6.3"}};

} // namespace

const StackRemedies fastify{"fastify", table};

} // namespace wirewise::diagnosis::remedies
