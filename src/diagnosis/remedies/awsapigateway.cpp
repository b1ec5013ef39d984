#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "An HTTP or REST API passes no upgrades on: use a WebSocket API, or a balancer.")}};

} // namespace

const StackRemedies awsapigateway{"aws-api-gateway", table};

} // namespace wirewise::diagnosis::remedies
