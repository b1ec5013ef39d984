#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the health check use GET on a path that process_request answers; GET then gets 200 there. If "
         "the platform insists on HEAD, check by TCP, or put a server that answers HEAD in front."),
     .snippet =
         "+ import http\n+ async def health(path, headers):  # since 14: health(connection, request), see "
         "the manual\n+     if path == \"/healthz\":\n+         return http.HTTPStatus.OK, [], b\"OK\\n\"\n- "
         "serve(handler, host, port)\n+ serve(handler, host, port, process_request=health)",
     .triedWith = "websockets 10.4",
     .source = "https://websockets.readthedocs.io/en/stable/deploy/render.html"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Answer GET on a path of its own in process_request; a health check there then gets 200."),
     .snippet =
         "+ import http\n+ async def health(path, headers):  # since 14: health(connection, request), see "
         "the manual\n+     if path == \"/healthz\":\n+         return http.HTTPStatus.OK, [], b\"OK\\n\"\n- "
         "serve(handler, host, port)\n+ serve(handler, host, port, process_request=health)",
     .triedWith = "websockets 10.4"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "process_request answers this path itself: let it return None "
                                            "for the paths of the WebSocket. The upgrade then gets 101."),
     .snippet = "  async def process_request(path, headers):\n-     if path != \"/ws\":\n+     if path not "
                "in (\"/ws\", \"/live\"):\n          return http.HTTPStatus.NOT_FOUND, [], b\"Not Found\\n\"",
     .triedWith = "websockets 10.4"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Add the Origin to the list, with its scheme and port; None in it lets in clients that send none."),
     .snippet = "- serve(handler, host, port, origins=[\"https://a.example\"])\n+ serve(handler, host, port, "
                "origins=[\"https://a.example\", \"https://b.example\"])",
     .triedWith = "websockets 10.4"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name the subprotocol on the server."),
     .snippet = "- serve(handler, host, port)\n+ serve(handler, host, port, subprotocols=[\"mqtt\"])",
     .triedWith = "websockets 10.4"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The log says \"opening handshake failed\" with the traceback, usually of "
                               "process_request. Repair that line; the upgrade then gets 101."),
     .snippet = "journalctl -u app | grep -A30 'opening handshake failed'",
     .triedWith = "websockets 10.4"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Raise the limit for one message, in bytes (1 MiB by default), or send smaller messages."),
     .snippet = "- serve(handler, host, port, max_size=64)\n+ serve(handler, host, port, max_size=2**22)",
     .triedWith = "websockets 10.4"},
    {.failure = "session.internal-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The handler raised; the log says \"connection handler failed\" with "
                                        "the traceback. Repair that line; the connection then stays."),
     .snippet = "journalctl -u app | grep -A30 'connection handler failed'",
     .triedWith = "websockets 10.4"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The connection lives as long as the handler: keep it waiting for messages."),
     .snippet = "  async def handler(websocket):\n      await websocket.send(\"welcome\")\n+     async for "
                "message in websocket:\n+         await handle(message)",
     .triedWith = "websockets 10.4"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The handler gives up waiting for a message, and pings do not reach it: wait longer, "
                      "or let the client send data. If a proxy cuts the connection, keep pings on."),
     .snippet =
         "- await asyncio.wait_for(websocket.recv(), 30)\n+ await asyncio.wait_for(websocket.recv(), 900)",
     .triedWith = "websockets 10.4"}};

} // namespace

const StackRemedies websockets{"websockets", table};

} // namespace wirewise::diagnosis::remedies
