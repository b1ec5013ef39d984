#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Use websockets 17, which answers HEAD, or answer health checks with GET "
                               "in process_request and let the check use GET."),
     .snippet = "- websockets<17\n+ websockets>=17"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit, or send smaller messages."),
     .snippet = "- serve(handler, host, port, max_size=64)\n+ serve(handler, host, port, max_size=2**22)",
     .triedWith = "websockets 10.4"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Keep pings on."),
     .snippet =
         "- serve(handler, host, port, ping_interval=None)\n+ serve(handler, host, port, ping_interval=20)"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the Origin to the list."),
     .snippet = "- serve(handler, host, port, origins=[\"https://a.example\"])\n+ serve(handler, host, port, "
                "origins=[\"https://a.example\", \"https://b.example\"])"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name the subprotocol on the server."),
     .snippet = "- serve(handler, host, port)\n+ serve(handler, host, port, subprotocols=[\"mqtt\"])"}};

} // namespace

const StackRemedies websockets{"websockets", table};

} // namespace wirewise::diagnosis::remedies
