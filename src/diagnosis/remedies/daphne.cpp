#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the page's host; AllowedHostsOriginValidator looks there."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"frontend.example.com\"]",
     .triedWith = "Daphne 4.0"}};

} // namespace

const StackRemedies daphne{"daphne", table};

} // namespace wirewise::diagnosis::remedies
