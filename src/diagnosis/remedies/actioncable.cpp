#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Add the page's Origin, with scheme and port, and restart. Action Cable answers every "
                      "refusal with 404 \"Page not found\"; the upgrade then gets 101."),
     .snippet = "- config.action_cable.allowed_request_origins = [\"https://app.example.com\"]\n"
                "+ config.action_cable.allowed_request_origins = [\"https://app.example.com\", "
                "\"https://staging.example.com\"]",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Action Cable says 404 \"Page not found\" to a request that is no upgrade. Let the "
                      "proxy in front pass Upgrade and Connection on; the upgrade then gets 101."),
     .snippet = "  location /cable {\n"
                "      proxy_pass http://127.0.0.1:3000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "Rails 6.1.7, nginx 1.22.1"},
    {.failure = "session.refused-after-accept",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Send what connect() of ApplicationCable::Connection looks for, for example "
                               "the session cookie. A welcome message then comes instead of the disconnect."),
     .snippet = "  def connect\n"
                "      self.current_user = User.find_by(id: cookies.encrypted[:user_id]) || "
                "reject_unauthorized_connection\n"
                "  end",
     .triedWith = "Rails 6.1"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Action Cable speaks actioncable-v1-json. Offer it; the 101 then names it."),
     .snippet = "- new WebSocket(\"wss://HOST/cable\", \"graphql-ws\")\n"
                "+ new WebSocket(\"wss://HOST/cable\", \"actioncable-v1-json\")",
     .triedWith = "Rails 6.1.7, Puma 5.6.5"},
    {.failure = "upgrade.missing-header",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Thin writes a 101 of its own before that of Action Cable. Serve the application with "
                      "Puma, which hands the socket over as a whole; the upgrade then gets a right 101."),
     .snippet = "- gem \"thin\"\n"
                "+ gem \"puma\"",
     .triedWith = "Rails 6.1.7, Thin 1.8.1, Puma 5.6.5"}};

} // namespace

const StackRemedies actioncable{"action-cable", table};

} // namespace wirewise::diagnosis::remedies
