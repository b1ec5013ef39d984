#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Look at the logs for the H code, and start a web dyno."),
     .snippet = "heroku ps:scale web=1"}};

} // namespace

const StackRemedies heroku{"heroku", table};

} // namespace wirewise::diagnosis::remedies
