#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Register the handler under the path that clients use."),
     .snippet = "+ http.HandleFunc(\"/ws\", serveWs)"}};

} // namespace

const StackRemedies go{"go", table};

} // namespace wirewise::diagnosis::remedies
