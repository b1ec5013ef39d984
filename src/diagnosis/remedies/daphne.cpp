#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Add the page's host to ALLOWED_HOSTS: AllowedHostsOriginValidator looks there. A "
                      "client without an Origin is refused, too, unless the list is [\"*\"]."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"frontend.example.com\"]",
     .triedWith = "Daphne 4.0"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Daphne answers 500 where Channels has no route, too. If the log says \"No route found for path\", "
         "add the path; the upgrade then gets 101. Else the traceback there names the line."),
     .snippet = "  websocket_urlpatterns = [\n+     re_path(r\"^ws/chat/(?P<room>\\w+)/$\", "
                "ChatConsumer.as_asgi()),  # no slash in front\n  ]",
     .triedWith = "Daphne 4.0, Channels 4"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the log says \"No application configured for scope type "
                                            "'websocket'\", give the router a websocket entry."),
     .snippet = "  application = ProtocolTypeRouter({\n      \"http\": get_asgi_application(),\n+     "
                "\"websocket\": URLRouter(websocket_urlpatterns),\n  })",
     .triedWith = "Daphne 4.0, Channels 4"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Look at what connect() checks, usually whether the user is signed in. To "
                               "tell the client why, accept first and close with a code of your own."),
     .snippet = "  async def connect(self):\n      if self.scope[\"user\"].is_anonymous:\n+         await "
                "self.accept()\n          await self.close(code=4401)\n          return",
     .triedWith = "Daphne 4.0, Channels 4"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "connect() ends without accept() or close(), so Daphne waits. "
                                            "Call one of them on every way through."),
     .snippet = "  async def connect(self):\n      self.room = "
                "self.scope[\"url_route\"][\"kwargs\"][\"room\"]\n+     await self.accept()",
     .triedWith = "Daphne 4.0, Channels 4"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Confirm one of the offered subprotocols when accepting."),
     .snippet = "- await self.accept()\n+ await self.accept(subprotocol=\"mqtt\")",
     .triedWith = "Daphne 4.0, Channels 4"},
    {.failure = "session.internal-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The consumer raised; its traceback is in Daphne's log. \"'NoneType' object "
                               "has no attribute 'group_add'\" means that CHANNEL_LAYERS is missing."),
     .snippet = "+ CHANNEL_LAYERS = {\n+     \"default\": {\"BACKEND\": "
                "\"channels.layers.InMemoryChannelLayer\"}\n+ }",
     .triedWith = "Daphne 4.0, Channels 4"}};

} // namespace

const StackRemedies daphne{"daphne", table};

} // namespace wirewise::diagnosis::remedies
