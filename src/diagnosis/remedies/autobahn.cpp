#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Return one of the offered subprotocols from onConnect, or offer one of those in the refusal."),
     .snippet =
         "  def onConnect(self, request):\n+     return \"mqtt\" if \"mqtt\" in request.protocols else None",
     .triedWith = "Autobahn 22.7.1"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the page's Origin, with its port or *."),
     .snippet =
         "- factory.setProtocolOptions(allowedOrigins=[\"https://a.example:*\"])\n+ "
         "factory.setProtocolOptions(allowedOrigins=[\"https://a.example:*\", \"https://b.example:443\"])",
     .triedWith = "Autobahn 22.7.1"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A message above maxMessagePayloadSize makes Autobahn drop the "
                                            "connection without a Close frame: raise it."),
     .snippet = "+ factory.setProtocolOptions(maxMessagePayloadSize=1048576)",
     .triedWith = "Autobahn 22.7.1"}};

} // namespace

const StackRemedies autobahn{"autobahn", table};

} // namespace wirewise::diagnosis::remedies
