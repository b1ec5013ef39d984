#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.subprotocol-rejected",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Name the offered subprotocol among the protocols; without a match "
                                        "the server closes without an answer. The 101 then names it."),
     .snippet = "  static struct lws_protocols protocols[] = {\n"
                "      {\"http\", lws_callback_http_dummy, 0, 0},\n"
                "+     {\"chat\", callback_chat, 0, 4096},\n"
                "      {NULL, NULL, 0, 0}\n"
                "  };",
     .triedWith = "libwebsockets 4.1.6"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The server hangs up where LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION returns "
                               "other than 0. Return 0 for what shall be let in; the upgrade then gets 101."),
     .snippet = "  case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:\n"
                "-     return 1;\n"
                "+     return 0;",
     .triedWith = "libwebsockets 4.1.6"}};

} // namespace

const StackRemedies libwebsockets{"libwebsockets", table};

} // namespace wirewise::diagnosis::remedies
