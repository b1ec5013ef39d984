#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.no-pong",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Leave autoping on."),
     .snippet = "- ws = web.WebSocketResponse(autoping=False)\n+ ws = web.WebSocketResponse()",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Register the handler for GET."),
     .snippet = "- app.router.add_post(\"/ws\", handler)\n+ app.router.add_get(\"/ws\", handler)",
     .triedWith = "aiohttp 3.8.4"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Register the handler under the path that clients use."),
     .snippet = "+ app.router.add_get(\"/ws\", websocket_handler)",
     .triedWith = "aiohttp 3.8.4"}};

} // namespace

const StackRemedies aiohttp{"aiohttp", table};

} // namespace wirewise::diagnosis::remedies
