#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Register the handler under the path that clients use; a sub-application's "
                               "routes live under its prefix. The upgrade then gets 101."),
     .snippet = "+ app.router.add_get(\"/ws\", websocket_handler)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Register the handler for GET."),
     .snippet = "- app.router.add_post(\"/ws\", handler)\n+ app.router.add_get(\"/ws\", handler)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Routes are tried in the order in which they were added: put the "
                                            "WebSocket in front of the catch-all."),
     .snippet = "+ app.router.add_get(\"/ws\", websocket_handler)\n  app.router.add_get(\"/{tail:.*}\", "
                "index)\n- app.router.add_get(\"/ws\", websocket_handler)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the handler prepare and return a WebSocketResponse; anything else is an ordinary answer."),
     .snippet = "- return web.json_response({\"ok\": True})\n+ ws = web.WebSocketResponse()\n+ await "
                "ws.prepare(request)\n+ async for message in ws:\n+     await ws.send_str(message.data)\n+ "
                "return ws",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "aiohttp logs \"Error handling request\" with the traceback. "
                                            "Repair that line; the upgrade then gets 101."),
     .snippet = "journalctl -u app | grep -A30 'Error handling request'",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name the subprotocols that the server speaks."),
     .snippet = "- ws = web.WebSocketResponse()\n+ ws = web.WebSocketResponse(protocols=(\"mqtt\",))",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Make the cookies or the address smaller, or raise the limits (8190 bytes each by default)."),
     .snippet = "- app = web.Application()\n+ app = web.Application(handler_args={\"max_line_size\": 65536, "
                "\"max_field_size\": 65536})",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.redirected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A middleware or handler redirects who is not signed in; browsers do "
                                        "not follow. Sign in first, or refuse with 401 on this path."),
     .snippet = "- raise web.HTTPFound(\"/login\")\n+ raise web.HTTPUnauthorized()",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "add_get answers HEAD unless it is told not to."),
     .snippet =
         "- app.router.add_get(\"/ws\", handler, allow_head=False)\n+ app.router.add_get(\"/ws\", handler)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Point the health check at a plain route of its own; HEAD and GET then get 200 there."),
     .snippet = "+ async def health(request):\n+     return web.json_response({\"status\": \"ok\"})\n+ "
                "app.router.add_get(\"/health\", health)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "session.no-pong",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Leave autoping on."),
     .snippet = "- ws = web.WebSocketResponse(autoping=False)\n+ ws = web.WebSocketResponse()",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let aiohttp send pings more often than the shortest idle time "
                                            "limit on the way; a quiet connection then stays open."),
     .snippet = "- ws = web.WebSocketResponse()\n+ ws = web.WebSocketResponse(heartbeat=10)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "receive_timeout counts only messages, not pings: take it away, or let the client send data."),
     .snippet =
         "- ws = web.WebSocketResponse(receive_timeout=30)\n+ ws = web.WebSocketResponse(heartbeat=10)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit for one message, in bytes (4 MiB by default)."),
     .snippet = "- ws = web.WebSocketResponse()\n+ ws = web.WebSocketResponse(max_msg_size=16 * 1024 * 1024)",
     .triedWith = "aiohttp 3.8.4"}};

} // namespace

const StackRemedies aiohttp{"aiohttp", table};

} // namespace wirewise::diagnosis::remedies
