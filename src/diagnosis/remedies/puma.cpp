#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "\"An unhandled lowlevel error occurred\" is Puma's own page: the application raised "
                      "where nothing rescues. Its log has the backtrace; the page goes with the exception."),
     .snippet = "  puma -e production config.ru   # the backtrace stands in its output\n"
                "- run ->(env) { raise \"boom\" }",
     .triedWith = "Puma 5.6.5"}};

} // namespace

const StackRemedies puma{"puma", table};

} // namespace wirewise::diagnosis::remedies
