#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.http10-answer",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Set the protocol version of the handler; the status line then "
                                            "says HTTP/1.1, and clients take the 101."),
     .snippet = "  class Handler(BaseHTTPRequestHandler):\n+     protocol_version = \"HTTP/1.1\"",
     .triedWith = "Python 3.11 http.server"}};

} // namespace

const StackRemedies pythonhttpserver{"python-http-server", table};

} // namespace wirewise::diagnosis::remedies
