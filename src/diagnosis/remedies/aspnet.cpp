#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Without the middleware an upgrade stays a plain GET. Call UseWebSockets "
                               "before the endpoints and before the code that accepts."),
     .snippet = "+ app.UseWebSockets();\n"
                "  app.MapControllers();",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "AcceptWebSocketAsync throws where UseWebSockets was not called before it. Add it."),
     .snippet = "+ app.UseWebSockets();\n"
                "  app.Map(\"/ws\", async context => {\n"
                "      using var socket = await context.WebSockets.AcceptWebSocketAsync();",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "upgrade.bad-request",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The handler says 400 where IsWebSocketRequest is false: "
                                        "UseWebSockets is missing, or a proxy removed Upgrade on the way."),
     .snippet = "+ app.UseWebSockets();",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "AllowedOrigins, once it has an entry, lets in those only. Add the page's Origin."),
     .snippet = "  var options = new WebSocketOptions();\n"
                "+ options.AllowedOrigins.Add(\"https://app.example.com\");\n"
                "  app.UseWebSockets(options);",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "upgrade.method-not-allowed",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "HTTP/2 asks with CONNECT, which [HttpGet] refuses. Use Route, which takes every method."),
     .snippet = "- [HttpGet(\"/ws\")]\n"
                "+ [Route(\"/ws\")]",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the server ping below the limit of what stands in between; it is two minutes by default."),
     .snippet = "  var options = new WebSocketOptions();\n"
                "+ options.KeepAliveInterval = TimeSpan.FromSeconds(30);\n"
                "  app.UseWebSockets(options);",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The action returned while the socket was in use; the connection ends with "
                               "the request. Await what uses the socket before returning."),
     .snippet = "- BackgroundSocketProcessor.AddSocket(socket, finished);\n"
                "+ BackgroundSocketProcessor.AddSocket(socket, finished);\n"
                "+ await finished.Task;",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets"}};

} // namespace

const StackRemedies aspnet{"aspnet", table};

} // namespace wirewise::diagnosis::remedies
