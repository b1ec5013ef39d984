#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {{.failure = "upgrade.stripped-by-proxy",
                             .text = QT_TRANSLATE_NOOP("Diagnosis", "Switch WebSockets on under Network.")}};

} // namespace

const StackRemedies cloudflare{"cloudflare", table};

} // namespace wirewise::diagnosis::remedies
