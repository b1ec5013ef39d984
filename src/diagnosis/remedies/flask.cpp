#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Flask needs a WebSocket extension and a server that fits it."),
     .snippet = "+ pip install flask-sock\n+ gunicorn --threads 100 app:app"}};

} // namespace

const StackRemedies flask{"flask", table};

} // namespace wirewise::diagnosis::remedies
