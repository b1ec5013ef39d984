#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Start the target that websockify connects to, or name the right one; the connection then stays."),
     .snippet = "- websockify 6080 localhost:5901  # nothing listens there\n+ websockify 6080 localhost:5900",
     .triedWith = "websockify 0.10.0"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the page's Origin to the list of the plugin."),
     .snippet = "- websockify --auth-plugin ExpectOrigin --auth-source 'https://a.example' 6080 "
                "localhost:5900\n+ websockify --auth-plugin ExpectOrigin --auth-source 'https://a.example "
                "https://b.example' 6080 localhost:5900",
     .triedWith = "websockify 0.10.0"}};

} // namespace

const StackRemedies websockify{"websockify", table};

} // namespace wirewise::diagnosis::remedies
