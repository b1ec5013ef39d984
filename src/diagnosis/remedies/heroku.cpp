#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The router ends a connection on which no byte moved for 55 seconds (H15 in the log). Send a ping "
         "from either side more often than that; afterwards the silence may last as long as it likes."),
     .snippet = "// ws for Node\n+ setInterval(() => {\n+   for (const client of wss.clients) "
                "client.ping();\n+ }, 30_000);",
     .source = "https://devcenter.heroku.com/articles/http-routing"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Look for H15 (55 seconds without a byte) or a restart of the dyno at that "
                               "moment; send pings below 55 seconds and let the client reconnect."),
     .snippet = "heroku logs --tail",
     .source = "https://devcenter.heroku.com/articles/websockets"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The router says 503 and writes the reason to the log: H10 the app crashed, "
                               "H14 no web dyno runs, H12 no answer within 30 seconds, H20 the boot took too "
                               "long. Mend that one, then expect the answer of the app."),
     .snippet = "heroku logs --tail\nheroku ps:scale web=1",
     .source = "https://devcenter.heroku.com/articles/error-codes"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The router waits 30 seconds for the first byte, then says 503 with H12 in "
                               "the log: accept the upgrade first, and do the slow work afterwards."),
     .snippet = "heroku logs --tail",
     .source = "https://devcenter.heroku.com/articles/error-codes"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "With more than one dyno switch session affinity on, so that the polls and the upgrade reach the "
         "same dyno; the client has to keep cookies. A client that opens the WebSocket at once needs none."),
     .snippet = "heroku features:enable http-session-affinity\n// client, in place of polling first\nio(URL, "
                "{ transports: [\"websocket\"] })",
     .source = "https://devcenter.heroku.com/articles/session-affinity"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Dynos differ: compare their release and their log, and scale to one to see which answer is whose."),
     .snippet = "heroku ps\nheroku logs --tail --source app",
     .source = "https://devcenter.heroku.com/articles/logging"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Heroku asks no path: it waits until the web process listens on PORT. The one "
                               "who asks is a monitor of yours; give it an HTTP path that answers 200."),
     .source = "https://devcenter.heroku.com/articles/error-codes"}};

} // namespace

const StackRemedies heroku{"heroku", table};

} // namespace wirewise::diagnosis::remedies
