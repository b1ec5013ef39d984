#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the Origin where the handler is registered."),
     .snippet = "+ registry.addHandler(handler, \"/ws\").setAllowedOrigins(\"https://app.example.com\");"}};

} // namespace

const StackRemedies spring{"spring", table};

} // namespace wirewise::diagnosis::remedies
