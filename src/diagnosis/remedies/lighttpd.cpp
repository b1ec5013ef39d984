#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Start the backend of mod_wstunnel; lighttpd tries it again after a few seconds."),
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin, then reload."),
     .snippet = "- wstunnel.origins = ( \"app.example.com\" )\n+ wstunnel.origins = ( \"app.example.com\", "
                "\"www.example.com\" )",
     .triedWith = "lighttpd 1.4.69"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow upgrades to the backend."),
     .snippet = "+ proxy.header = ( \"upgrade\" => \"enable\" )"}};

} // namespace

const StackRemedies lighttpd{"lighttpd", table};

} // namespace wirewise::diagnosis::remedies
