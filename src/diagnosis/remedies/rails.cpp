#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.refused-after-accept",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what connect() of ApplicationCable::Connection looks for, for example the session cookie."),
     .triedWith = "Rails 6.1"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the host."),
     .snippet = "+ config.hosts << \"chat.example.com\""},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the Origin; Action Cable answers every refusal with 404."),
     .snippet = "+ config.action_cable.allowed_request_origins = [\"https://app.example.com\"]",
     .triedWith = "Rails 6.1"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Mount Action Cable under the path that clients use."),
     .snippet = "+ mount ActionCable.server => \"/cable\""}};

} // namespace

const StackRemedies rails{"rails", table};

} // namespace wirewise::diagnosis::remedies
