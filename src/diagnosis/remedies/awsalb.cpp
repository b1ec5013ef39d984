#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise the idle timeout of the balancer (60 s by default), and send pings below it.")}};

} // namespace

const StackRemedies awsalb{"aws-alb", table};

} // namespace wirewise::diagnosis::remedies
