#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "PHP under a web server cannot hold a WebSocket. Run a WebSocket server "
                               "beside it and send the path there."),
     .snippet = "+ ProxyPass /ws ws://127.0.0.1:8080/ws"}};

} // namespace

const StackRemedies php{"php", table};

} // namespace wirewise::diagnosis::remedies
