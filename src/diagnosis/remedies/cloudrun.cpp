#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "http.h2-only",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Switch end-to-end HTTP/2 off: WebSockets arrive as HTTP/1.1."),
     .snippet = "gcloud run services update SERVICE --no-use-http2"},
    {.failure = "upgrade.stripped-by-proxy",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Switch end-to-end HTTP/2 off; upgrades arrive only over HTTP/1.1."),
     .snippet = "gcloud run services update SERVICE --no-use-http2"}};

} // namespace

const StackRemedies cloudrun{"cloud-run", table};

} // namespace wirewise::diagnosis::remedies
