#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A Netlify Function answers a request and ends. A Netlify server holds the connection: move the "
         "endpoint there, or to a host with a process that stays, such as Render, Fly.io or Cloud Run."),
     .snippet =
         "+ import { upgradeWebSocket } from \"@netlify/server\";\n  export default async (req) => {\n+   if "
         "(req.headers.get(\"upgrade\") === \"websocket\") {\n+     const { socket, response } = "
         "upgradeWebSocket(req);\n+     socket.onmessage = (event) => socket.send(event.data);\n+     return "
         "response;\n+   }\n    return new Response(\"ok\");\n  };",
     .source = "https://docs.netlify.com/build/server/real-time/"},
    {.failure = "upgrade.page-instead",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The redirect that sends every path to the page of the app also catches this "
                               "one: let the server answer the path, and leave it out of the redirect."),
     .source = "https://docs.netlify.com/build/server/real-time/"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "At its limits a Netlify server answers 429: take a larger "
                                            "instance size, or let clients wait before they try again."),
     .source = "https://docs.netlify.com/build/server/limits/"}};

} // namespace

const StackRemedies netlify{"netlify", table};

} // namespace wirewise::diagnosis::remedies
