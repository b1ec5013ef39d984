#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Add the host to server_names, and restart; other hosts get an empty 404 for everything."),
     .snippet = "- server_names = [\"api.example.com\"]\n+ server_names = [\"api.example.com\", "
                "\"chat.example.com\"]",
     .triedWith = "Hypercorn 0.13.2"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Hypercorn always speaks WebSocket, so the application has no "
                                            "such route: ask for a path that it registers as a WebSocket."),
     .snippet =
         "  @app.websocket(\"/ws\")\n- new WebSocket(\"wss://HOST/wss\")\n+ new WebSocket(\"wss://HOST/ws\")",
     .triedWith = "Hypercorn 0.13.2"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The traceback stands in Hypercorn's log, below \"Error in ASGI "
                                            "Framework\". Repair that line; the upgrade then gets 101."),
     .snippet = "journalctl -u app | grep -A40 'Error in ASGI Framework'",
     .triedWith = "Hypercorn 0.13.2"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the application should have stayed, it raised: Hypercorn "
                                            "then closes with 1000. The traceback is in its log."),
     .snippet = "journalctl -u app | grep -A40 'Error in ASGI Framework'",
     .triedWith = "Hypercorn 0.13.2"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise the limit for one message in Hypercorn's configuration file, in bytes."),
     .snippet = "+ websocket_max_message_size = 33554432",
     .triedWith = "Hypercorn 0.13.2"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let Hypercorn send pings, which it does not by itself; a quiet "
                                            "connection then stays open through the proxy."),
     .snippet = "hypercorn --websocket-ping-interval 10 app:app",
     .triedWith = "Hypercorn 0.13.2"}};

} // namespace

const StackRemedies hypercorn{"hypercorn", table};

} // namespace wirewise::diagnosis::remedies
