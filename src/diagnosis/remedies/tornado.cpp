#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Repair what open() raises; the connection then stays."),
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the page's Origin in check_origin."),
     .snippet = "  class WsHandler(WebSocketHandler):\n+     def check_origin(self, origin):\n+         "
                "return origin "
                "== \"https://app.example.com\"",
     .triedWith = "Tornado 6.2"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the path to the application's handlers."),
     .snippet = "+ (r\"/ws\", WsHandler),"}};

} // namespace

const StackRemedies tornado{"tornado", table};

} // namespace wirewise::diagnosis::remedies
