#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {{.failure = "session.idle-timeout",
                             .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit, or send pings."),
                             .snippet = "+ $c->inactivity_timeout(300);",
                             .triedWith = "Mojolicious 9.31"}};

} // namespace

const StackRemedies mojolicious{"mojolicious", table};

} // namespace wirewise::diagnosis::remedies
