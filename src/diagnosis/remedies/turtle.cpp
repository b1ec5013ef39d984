#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin to the list that the request handler compares with."),
     .triedWith = "websocket 1.0 (npm)"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Offer the subprotocol that accept() names, and catch the exception."),
     .snippet = "+ if (!request.requestedProtocols.includes('echo-protocol')) return request.reject(400)\n  "
                "request.accept('echo-protocol', request.origin)"}};

} // namespace

const StackRemedies turtle{"turtle", table};

} // namespace wirewise::diagnosis::remedies
