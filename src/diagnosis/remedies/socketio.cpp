#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.unsupported-version",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or let the server take old clients."),
     .snippet = "+ new Server(http, { allowEIO3: true })"},
    {.failure = "engineio.forbidden",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Let allowRequest accept this client, or send what it looks for."),
     .snippet = "allowRequest: (req, callback) => callback(null, isAllowed(req))"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Or let clients skip polling; then there is no sid to be known."),
     .snippet = "+ io(url, { transports: ['websocket'] })"},
    {.failure = "engineio.websocket-disabled",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the transport on the server."),
     .snippet =
         "- new Server(http, { transports: ['polling'] })\n+ new Server(http, { transports: ['polling', "
         "'websocket'] })"},
    {.failure = "engineio.cors-blocked",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the page's Origin."),
     .snippet = "+ new Server(http, { cors: { origin: 'https://app.example.com' } })"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Ask for transport=websocket in a ws:// address."),
     .snippet = "- /socket.io/?EIO=4&transport=polling\n+ /socket.io/?EIO=4&transport=websocket",
     .triedWith = "Socket.IO 4"}};

} // namespace

const StackRemedies socketio{"socket.io", table};

} // namespace wirewise::diagnosis::remedies
