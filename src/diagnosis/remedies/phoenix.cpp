#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {{.failure = "upgrade.origin-rejected",
                             .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin to the endpoint."),
                             .snippet = "+ check_origin: [\"https://app.example.com\"]"}};

} // namespace

const StackRemedies phoenix{"phoenix", table};

} // namespace wirewise::diagnosis::remedies
