#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "SockJS keeps its raw WebSocket one level deeper: add /websocket to "
                                        "the address, or use sockjs-client. The upgrade then gets 101."),
     .snippet = "- new WebSocket('ws://HOST/echo')\n"
                "+ new WebSocket('ws://HOST/echo/websocket')\n"
                "+ new SockJS('http://HOST/echo') // or so, with its own client",
     .triedWith = "sockjs 0.3.24"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "SockJS keeps its raw WebSocket under /websocket below the "
                                            "prefix, if the server allows it. The upgrade then gets 101."),
     .snippet = "- const echo = sockjs.createServer({ websocket: false })\n"
                "+ const echo = sockjs.createServer({ websocket: true })\n"
                "+ new WebSocket('ws://HOST/echo/websocket')",
     .triedWith = "sockjs 0.3.24"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "SockJS keeps its raw WebSocket one level deeper: add /websocket "
                                            "to the address. The upgrade then gets 101."),
     .snippet = "- new WebSocket('ws://HOST/echo')\n"
                "+ new WebSocket('ws://HOST/echo/websocket')",
     .triedWith = "sockjs 0.3.24"}};

} // namespace

const StackRemedies sockjs{"sockjs", table};

} // namespace wirewise::diagnosis::remedies
