#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Install the feature WebSocket Protocol of IIS, 8.0 or later, and restart the site."),
     .snippet = "+ Enable-WindowsOptionalFeature -Online -FeatureName IIS-WebSockets",
     .source = "https://www.iis.net/configreference/system.webserver/websocket"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Switch the WebSocket module on for the site, unless the "
                                            "application is Node's, which brings its own."),
     .snippet = "  <system.webServer>\n"
                "+     <webSocket enabled=\"true\" />",
     .source = "https://www.iis.net/configreference/system.webserver/websocket"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let IIS ping below the limit of what stands in between."),
     .snippet = "- <webSocket enabled=\"true\" />\n"
                "+ <webSocket enabled=\"true\" pingInterval=\"00:00:20\" />",
     .source = "https://www.iis.net/configreference/system.webserver/websocket"}};

} // namespace

const StackRemedies iis{"iis", table};

} // namespace wirewise::diagnosis::remedies
