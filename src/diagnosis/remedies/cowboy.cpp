#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the path to the routes; the upgrade then gets 101. A "
                                            "Phoenix socket answers below its path, at /socket/websocket."),
     .snippet = "  cowboy_router:compile([{'_', [\n"
                "+     {\"/ws\", ws_handler, []}\n"
                "  ]}])",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "400 on every path: no host of the routes fits. Let the routes "
                                            "name the host, or every host; the upgrade then gets 101."),
     .snippet = "- cowboy_router:compile([{\"app.example.com\", Paths}])\n"
                "+ cowboy_router:compile([{'_', Paths}])",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.bad-request",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "An empty 400 on every path means that no host of the routes fits. "
                                        "Let them name the host, or every host; the upgrade then gets 101."),
     .snippet = "- cowboy_router:compile([{\"app.example.com\", Paths}])\n"
                "+ cowboy_router:compile([{'_', Paths}])",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "init/2 crashes: the report stands in the log of the node. "
                                            "Repair what it names; the upgrade then gets 101."),
     .snippet = "  init(Req, State) ->\n"
                "-     error(no_such_table).\n"
                "+     {cowboy_websocket, Req, State}.",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "init/2 answers 403 to this Origin. Add it there; the upgrade then gets 101."),
     .snippet = "  case cowboy_req:header(<<\"origin\">>, Req) of\n"
                "+     <<\"https://staging.example.com\">> -> {cowboy_websocket, Req, State};\n"
                "      <<\"https://app.example.com\">> -> {cowboy_websocket, Req, State};",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Choose one of the subprotocols that are offered, and say which; the 101 then names it."),
     .snippet = "- case lists:member(<<\"chat.v2\">>, Offered) of\n"
                "+ case lists:member(<<\"chat.v1\">>, Offered) of\n"
                "      true -> {cowboy_websocket, cowboy_req:set_resp_header(<<\"sec-websocket-protocol\">>, "
                "<<\"chat.v1\">>, Req), State};",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "init/2 answers as for a page. Return cowboy_websocket; the upgrade then gets 101."),
     .snippet = "- {ok, cowboy_req:reply(200, Req), State}\n"
                "+ {cowboy_websocket, Req, State}",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Cowboy answers 400 or 426 to a request that is no upgrade. Let the proxy in front "
                      "pass Upgrade and Connection on over HTTP/1.1; the upgrade then gets 101."),
     .snippet = "  location /ws {\n"
                "      proxy_pass http://127.0.0.1:4000;\n"
                "+     proxy_http_version 1.1;\n"
                "+     proxy_set_header Upgrade $http_upgrade;\n"
                "+     proxy_set_header Connection \"upgrade\";\n"
                "  }",
     .triedWith = "Cowboy 2.8.0, nginx 1.22.1"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Cowboy closes where nothing comes in for 60 s, unless told otherwise. Raise "
                      "idle_timeout, or let the client send pings below it; the connection then stays open."),
     .snippet = "- {cowboy_websocket, Req, State, #{idle_timeout => 3000}}\n"
                "+ {cowboy_websocket, Req, State, #{idle_timeout => 300000}}",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The handler stops, or idle_timeout is over. Where it is the "
                                            "limit, raise it; the connection then stays open."),
     .snippet = "- {cowboy_websocket, Req, State, #{idle_timeout => 3000}}\n"
                "+ {cowboy_websocket, Req, State, #{idle_timeout => 300000}}",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Raise max_frame_size, or send smaller messages; the message is then read."),
     .snippet = "- {cowboy_websocket, Req, State, #{max_frame_size => 64}}\n"
                "+ {cowboy_websocket, Req, State, #{max_frame_size => 1048576}}",
     .triedWith = "Cowboy 2.8.0"},
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "websocket_init or websocket_handle crashes: Cowboy closes with 1011, and the report "
                      "stands in the log. Repair what it names; the connection then stays open."),
     .snippet = "  websocket_init(State) ->\n"
                "-     error(boom).\n"
                "+     {ok, State}.",
     .triedWith = "Cowboy 2.8.0"}};

} // namespace

const StackRemedies cowboy{"cowboy", table};

} // namespace wirewise::diagnosis::remedies
