#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {{.failure = "upgrade.route-missing",
                             .text = QT_TRANSLATE_NOOP("Diagnosis", "The context path comes first: /APP/ws."),
                             .snippet = "@ServerEndpoint(\"/ws\")"}};

} // namespace

const StackRemedies tomcat{"tomcat", table};

} // namespace wirewise::diagnosis::remedies
