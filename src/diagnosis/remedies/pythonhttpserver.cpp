#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.http10-answer",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Set the protocol version of the handler."),
     .snippet = "+ protocol_version = \"HTTP/1.1\""}};

} // namespace

const StackRemedies pythonhttpserver{"python-http-server", table};

} // namespace wirewise::diagnosis::remedies
