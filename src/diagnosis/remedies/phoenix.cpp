#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Add the Origin to the endpoint, or set url host to the name of the site; the refusal is a 403."),
     .snippet = "  config :my_app, MyAppWeb.Endpoint,\n"
                "+     check_origin: [\"https://app.example.com\"]",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "403 without words is either check_origin or connect/3 of the socket that "
                               "returns :error. The log says \"Could not check origin\" in the first case; "
                               "in the second, send the parameters that connect/3 looks for."),
     .snippet = "  def connect(%{\"token\" => token}, socket, _info)\n"
                "+ new Socket(\"/socket\", {params: {token: token}})",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Socket.html"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A socket answers at /websocket below its path. Clients other than phoenix.js have to add it."),
     .snippet = "  socket \"/socket\", MyAppWeb.UserSocket, websocket: true\n"
                "- new WebSocket(\"wss://HOST/socket\")\n"
                "+ new WebSocket(\"wss://HOST/socket/websocket?vsn=2.0.0\")",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Switch the transport on for this socket."),
     .snippet = "- socket \"/socket\", MyAppWeb.UserSocket, websocket: false\n"
                "+ socket \"/socket\", MyAppWeb.UserSocket, websocket: true",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A client has to send a heartbeat before timeout is over, 60 s "
                                            "by default. Send one every 30 s, or raise it."),
     .snippet = "  socket \"/socket\", MyAppWeb.UserSocket,\n"
                "+     websocket: [timeout: 120_000]",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise max_frame_size of the transport."),
     .snippet = "  socket \"/socket\", MyAppWeb.UserSocket,\n"
                "+     websocket: [max_frame_size: 1_048_576]",
     .source = "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"}};

} // namespace

const StackRemedies phoenix{"phoenix", table};

} // namespace wirewise::diagnosis::remedies
