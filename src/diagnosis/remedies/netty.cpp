#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "WebSocketServerProtocolHandler takes one path and passes every other on. "
                               "Name the path that clients ask for; the upgrade then gets 101."),
     .snippet = "- pipeline.addLast(new WebSocketServerProtocolHandler(\"/ws\"));\n"
                "+ pipeline.addLast(new WebSocketServerProtocolHandler(\"/chat\"));",
     .triedWith = "Netty 4.1.48"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Put the WebSocket handler into the pipeline, behind codec and "
                                            "aggregator; the upgrade then gets 101."),
     .snippet = "  pipeline.addLast(new HttpServerCodec());\n"
                "  pipeline.addLast(new HttpObjectAggregator(65536));\n"
                "+ pipeline.addLast(new WebSocketServerProtocolHandler(\"/ws\"));",
     .triedWith = "Netty 4.1.48"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Name what clients offer, separated by commas; the 101 then confirms it."),
     .snippet = "- new WebSocketServerProtocolHandler(\"/ws\", \"chat.v2\", false);\n"
                "+ new WebSocketServerProtocolHandler(\"/ws\", \"chat.v2,chat.v1\", false);",
     .triedWith = "Netty 4.1.48"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The last argument is the largest frame. Raise it, or send "
                                            "smaller messages; the message is then read."),
     .snippet = "- new WebSocketServerProtocolHandler(\"/ws\", null, false, 64);\n"
                "+ new WebSocketServerProtocolHandler(\"/ws\", null, false, 65536);",
     .triedWith = "Netty 4.1.48"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "ReadTimeoutHandler closes where nothing comes in. Raise it, or "
                                            "let clients ping below it; the connection then stays open."),
     .snippet = "- pipeline.addLast(new ReadTimeoutHandler(3));\n"
                "+ pipeline.addLast(new ReadTimeoutHandler(300));",
     .triedWith = "Netty 4.1.48"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "ReadTimeoutHandler cuts the connection where nothing comes in. Raise it, or "
                               "let clients ping below it; the connection then stays open."),
     .snippet = "- pipeline.addLast(new ReadTimeoutHandler(3));\n"
                "+ pipeline.addLast(new ReadTimeoutHandler(300));",
     .triedWith = "Netty 4.1.48"}};

} // namespace

const StackRemedies netty{"netty", table};

} // namespace wirewise::diagnosis::remedies
