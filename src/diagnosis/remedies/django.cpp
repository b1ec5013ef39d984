#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Serve the ASGI application, not the WSGI one; the upgrade then gets 101."),
     .snippet = "- gunicorn project.wsgi\n+ pip install daphne channels\n+ daphne -b 0.0.0.0 -p 8000 "
                "project.asgi:application",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Under manage.py runserver, put daphne first into INSTALLED_APPS and name the "
                               "ASGI application; its first line then says \"Starting ASGI/Daphne\"."),
     .snippet =
         "  INSTALLED_APPS = [\n+     \"daphne\",\n  ]\n+ ASGI_APPLICATION = \"project.asgi.application\"",
     .triedWith = "Django 3.2, Channels 4, Daphne 4"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Add the host, without its port, and restart. The 400 then goes away."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"chat.example.com\"]",
     .triedWith = "Django 3.2"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Add the page's host to ALLOWED_HOSTS: AllowedHostsOriginValidator looks there."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"frontend.example.com\"]",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A redirect to https: use wss://, and tell Django how the TLS "
                                            "proxy says that it was https; it then stops redirecting."),
     .snippet = "+ SECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\")",
     .triedWith = "Django 3.2"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A redirect to the same path with a slash is APPEND_SLASH: an HTTP route has "
                               "this path. Ask for the path of the WebSocket consumer, slash and all."),
     .snippet = "  re_path(r\"^ws/chat/(?P<room>\\w+)/$\", ChatConsumer.as_asgi()),\n- new "
                "WebSocket(\"wss://HOST/ws/chat/lobby\")\n+ new WebSocket(\"wss://HOST/ws/chat/lobby/\")",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Add the path to websocket_urlpatterns: no slash in front, and the "
                                        "slash at the end as clients send it. The upgrade then gets 101."),
     .snippet = "  websocket_urlpatterns = [\n+     re_path(r\"^ws/chat/(?P<room>\\w+)/$\", "
                "ChatConsumer.as_asgi()),\n  ]",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the log says \"Django can only handle ASGI/HTTP connections, "
                                            "not websocket\", wrap the application in Channels' router."),
     .snippet =
         "- application = get_asgi_application()\n+ application = ProtocolTypeRouter({\n+     \"http\": "
         "get_asgi_application(),\n+     \"websocket\": URLRouter(websocket_urlpatterns),\n+ })",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "If it says \"No route found for path\", add the path to "
                               "websocket_urlpatterns: an unrouted path ends in 500 under Channels."),
     .snippet = "  websocket_urlpatterns = [\n+     re_path(r\"^ws/chat/(?P<room>\\w+)/$\", "
                "ChatConsumer.as_asgi()),\n  ]",
     .triedWith = "Django 3.2, Channels 4"}};

} // namespace

const StackRemedies django{"django", table};

} // namespace wirewise::diagnosis::remedies
