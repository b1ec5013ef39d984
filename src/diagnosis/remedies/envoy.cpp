#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Enable the upgrade in the HTTP connection manager."),
     .snippet = "+ upgrade_configs:\n+ - upgrade_type: websocket"}};

} // namespace

const StackRemedies envoy{"envoy", table};

} // namespace wirewise::diagnosis::remedies
