#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A get route takes no upgrade. Make it a websocket route; the upgrade then gets 101."),
     .snippet = "- get '/ws' => sub ($c) { $c->render(text => 'events') };\n"
                "+ websocket '/ws' => sub ($c) { $c->on(message => sub ($c, $msg) { $c->send($msg) }) };",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Add the websocket route for this path; the upgrade then gets 101. Plain GET on it stays 404."),
     .snippet = "+ websocket '/ws' => sub ($c) { $c->on(message => sub ($c, $msg) { $c->send($msg) }) };",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A get route takes no upgrade. Make it a websocket route; the upgrade then gets 101."),
     .snippet = "- get '/ws' => sub ($c) { $c->render(text => 'events') };\n"
                "+ websocket '/ws' => sub ($c) { $c->on(message => sub ($c, $msg) { $c->send($msg) }) };",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The route dies before it accepts. Repair what the log names; the upgrade then gets 101."),
     .snippet = "  websocket '/ws' => sub ($c) {\n"
                "-     die 'no database';",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The action refuses this Origin. Add it to what the action "
                                            "compares with; the upgrade then gets 101."),
     .snippet = "- return $c->render(text => 'origin not allowed', status => 403) if $origin ne "
                "'https://app.example.com';\n"
                "+ return $c->render(text => 'origin not allowed', status => 403) unless $allowed{$origin};",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "under lets through what returns true. Send the token that it "
                                            "looks for; the upgrade then gets 101."),
     .snippet = "  under sub ($c) { return 1 if $c->param('token'); $c->render(text => 'Unauthorized', "
                "status => 401); undef };\n"
                "- new WebSocket('wss://HOST/ws')\n"
                "+ new WebSocket('wss://HOST/ws?token=' + token)",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Name what clients offer; the 101 then confirms it."),
     .snippet = "- $c->tx->with_protocols('chat.v2');\n"
                "+ $c->tx->with_protocols('chat.v2', 'chat.v1');",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the limit, or send pings below it; the connection then stays open."),
     .snippet = "+ $c->inactivity_timeout(300);",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "session.dropped",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Where it ends after a quiet spell, the inactivity limit is over. "
                                        "Raise it, or send pings below it; the connection then stays open."),
     .snippet = "+ $c->inactivity_timeout(300);",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise the limit, 262144 bytes by default; the message is then read."),
     .snippet = "- $c->tx->max_websocket_size(64);\n"
                "+ $c->tx->max_websocket_size(1048576);",
     .triedWith = "Mojolicious 9.31"},
    {.failure = "session.policy-violation",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The action finishes with 1008 on purpose. Send what it checks, "
                                            "or let this client through; the connection then stays open."),
     .snippet = "- $c->finish(1008 => 'not a member');",
     .triedWith = "Mojolicious 9.31"}};

} // namespace

const StackRemedies mojolicious{"mojolicious", table};

} // namespace wirewise::diagnosis::remedies
