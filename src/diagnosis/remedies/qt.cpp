#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "originAuthenticationRequired sets setAllowed(false) for this Origin: 403 "
                               "\"Access Forbidden\". Allow it there; the upgrade then gets 101."),
     .snippet = "  connect(&server, &QWebSocketServer::originAuthenticationRequired, "
                "[](QWebSocketCorsAuthenticator *check) {\n"
                "-     check->setAllowed(check->origin() == \"https://app.example.com\");\n"
                "+     check->setAllowed(allowedOrigins.contains(check->origin()));\n"
                "  });",
     .triedWith = "Qt 6.4.2"},
    {.failure = "upgrade.subprotocol-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Name the subprotocol that clients offer; the 101 then confirms it."),
     .snippet = "- server.setSupportedSubprotocols({\"chat.v2\"});\n"
                "+ server.setSupportedSubprotocols({\"chat.v2\", \"chat.v1\"});",
     .triedWith = "Qt 6.4.2"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit of the socket; the message is then read."),
     .snippet = "- socket->setMaxAllowedIncomingMessageSize(64);\n"
                "+ socket->setMaxAllowedIncomingMessageSize(1 << 20);",
     .triedWith = "Qt 6.4.2"}};

} // namespace

const StackRemedies qt{"qt", table};

} // namespace wirewise::diagnosis::remedies
