#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Start the target that websockify connects to."),
     .triedWith = "websockify 0.10.0"}};

} // namespace

const StackRemedies websockify{"websockify", table};

} // namespace wirewise::diagnosis::remedies
