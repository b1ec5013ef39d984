#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "tls.unrecognized-name",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Declare the site under that name, then reload."),
     .snippet = "+ chat.example.com {\n+     reverse_proxy localhost:8000\n+ }"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use the declared name, or declare this address. For any other host Caddy answers an empty 200."),
     .snippet = "- chat.example.com {\n+ chat.example.com, localhost:8080 {",
     .triedWith = "Caddy 2.6.2"}};

} // namespace

const StackRemedies caddy{"caddy", table};

} // namespace wirewise::diagnosis::remedies
