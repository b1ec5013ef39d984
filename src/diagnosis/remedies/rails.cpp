#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Mount Action Cable under the path that clients ask for, and restart; the upgrade then gets 101."),
     .snippet = "+ config.action_cable.mount_path = \"/cable\"",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Add the host; in production the refusal is an empty 403, in development a "
                               "page that says \"Blocked host\". The upgrade then gets 101."),
     .snippet = "+ config.hosts << \"chat.example.com\"",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.forbidden",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "An empty 403 on every path may be the check of the Host. Add the "
                                        "host that clients use, and restart; the upgrade then gets 101."),
     .snippet = "+ config.hosts << \"chat.example.com\"",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the page's Origin, with scheme and port, and restart; the "
                                            "upgrade then gets 101 instead of 404."),
     .snippet = "+ config.action_cable.allowed_request_origins = [\"https://app.example.com\"]",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "force_ssl moves every plain request to https, the upgrade too. Ask for wss, or let "
                      "the proxy that ends TLS say X-Forwarded-Proto: https; the upgrade then gets 101."),
     .snippet = "- new WebSocket(\"ws://HOST/cable\")\n"
                "+ new WebSocket(\"wss://HOST/cable\")\n"
                "+ proxy_set_header X-Forwarded-Proto https;",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "session.refused-after-accept",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send what connect() of ApplicationCable::Connection looks for, "
                                            "for example the session cookie; a welcome message then comes."),
     .snippet = "  reject_unauthorized_connection unless cookies.encrypted[:user_id]",
     .triedWith = "Rails 6.1"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A catch-all route takes the path. Action Cable's mount comes first where "
                               "mount_path is set: ask for that path; the upgrade then gets 101."),
     .snippet = "+ config.action_cable.mount_path = \"/cable\"\n"
                "  match \"*path\", to: \"home#index\", via: :all",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"}};

} // namespace

const StackRemedies rails{"rails", table};

} // namespace wirewise::diagnosis::remedies
