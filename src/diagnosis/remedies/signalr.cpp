#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Map the hub to the path that the client asks for."),
     .snippet = "+ app.MapHub<ChatHub>(\"/chathub\");",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/tutorials/signalr"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the WebSockets transport for this hub."),
     .snippet = "- app.MapHub<ChatHub>(\"/chathub\", o => o.Transports = HttpTransportType.LongPolling);\n"
                "+ app.MapHub<ChatHub>(\"/chathub\");",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "32 KB are the limit unless another is set. Raise it."),
     .snippet = "  builder.Services.AddSignalR(options => {\n"
                "+     options.MaximumReceiveMessageSize = 1024 * 1024;\n"
                "  });",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Let the server ping more often than what stands in between allows; the client has to ping too."),
     .snippet = "  builder.Services.AddSignalR(options => {\n"
                "+     options.KeepAliveInterval = TimeSpan.FromSeconds(10);\n"
                "  });",
     .source = "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration"}};

} // namespace

const StackRemedies signalr{"signalr", table};

} // namespace wirewise::diagnosis::remedies
