#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the path to the application's handlers, and restart."),
     .snippet = "  app = Application([\n+     (r\"/ws\", WsHandler),\n  ])",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Allow the page's Origin in check_origin; by default only the page's own host is let in."),
     .snippet = "  class WsHandler(WebSocketHandler):\n+     def check_origin(self, origin):\n+         "
                "return origin == \"https://app.example.com\"",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The handler is no WebSocketHandler: it has no get."),
     .snippet = "- class WsHandler(RequestHandler):\n+ class WsHandler(WebSocketHandler):",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The route leads to an ordinary handler; let it lead to a WebSocketHandler."),
     .snippet = "- class WsHandler(RequestHandler):\n-     def get(self): ...\n+ class "
                "WsHandler(WebSocketHandler):\n+     def on_message(self, message): ...",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "@authenticated sends who has no session to login_url, and browsers do not "
                               "follow. Sign in first: the cookie must come with the upgrade."),
     .snippet = "new WebSocket(\"wss://HOST/ws\")  // from a page of the same site, after the login",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The log says \"Uncaught exception\" with the traceback, often "
                                            "in prepare(). Repair that line; the upgrade then gets 101."),
     .snippet = "journalctl -u app | grep -A30 'Uncaught exception'",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Choose one of the offered subprotocols."),
     .snippet = "  class WsHandler(WebSocketHandler):\n+     def select_subprotocol(self, subprotocols):\n+  "
                "       return \"mqtt\" if \"mqtt\" in subprotocols else None",
     .triedWith = "Tornado 6.2"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Repair what open() or on_message() raises, which the log names; the connection then stays."),
     .snippet = "journalctl -u app | grep -A30 'Uncaught exception'",
     .triedWith = "Tornado 6.2"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit for one message, in bytes (10 MiB by default)."),
     .snippet =
         "- Application(handlers)\n+ Application(handlers, websocket_max_message_size=64 * 1024 * 1024)",
     .triedWith = "Tornado 6.2"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let Tornado send pings, which it does not by itself; a quiet connection then stays open."),
     .snippet = "- Application(handlers)\n+ Application(handlers, websocket_ping_interval=10)",
     .triedWith = "Tornado 6.2"}};

} // namespace

const StackRemedies tornado{"tornado", table};

} // namespace wirewise::diagnosis::remedies
