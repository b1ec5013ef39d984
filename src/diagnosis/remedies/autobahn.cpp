#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Offer one of the subprotocols in the refusal."),
     .snippet = "new WebSocket(url, 'wamp.2.json')",
     .triedWith = "Autobahn 22.7.1"}};

} // namespace

const StackRemedies autobahn{"autobahn", table};

} // namespace wirewise::diagnosis::remedies
