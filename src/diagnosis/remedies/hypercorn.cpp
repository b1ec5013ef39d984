#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Hypercorn needs wsproto, which it installs by itself; look whether the image has it."),
     .snippet = "+ pip install hypercorn wsproto"}};

} // namespace

const StackRemedies hypercorn{"hypercorn", table};

} // namespace wirewise::diagnosis::remedies
