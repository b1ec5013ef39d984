#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Render probes with HEAD when it looks for the open port: let a server that answers HEAD hold it."),
     .snippet = "- websockets.serve(handler, port=PORT)\n+ aiohttp: app.router.add_get(\"/\", handler)  # "
                "answers HEAD, "
                "too",
     .source = "https://render.com/docs/health-checks"}};

} // namespace

const StackRemedies render{"render", table};

} // namespace wirewise::diagnosis::remedies
