#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the host."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"chat.example.com\"]"},
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Add the page's host; AllowedHostsOriginValidator looks there."),
     .snippet = "- ALLOWED_HOSTS = [\"api.example.com\"]\n+ ALLOWED_HOSTS = [\"api.example.com\", "
                "\"frontend.example.com\"]",
     .triedWith = "Django 3.2, Channels 4"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let the proxy redirect to https and tell Django about it."),
     .snippet = "+ SECURE_PROXY_SSL_HEADER = (\"HTTP_X_FORWARDED_PROTO\", \"https\")"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Add the path to websocket_urlpatterns; the pattern has no leading slash."),
     .snippet = "+ re_path(r\"^ws/chat/(?P<room>\\w+)/$\", ChatConsumer.as_asgi()),"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Serve the ASGI application, not the WSGI one."),
     .snippet = "- gunicorn project.wsgi\n+ daphne project.asgi:application",
     .triedWith = "Django 3.2, Channels 4"}};

} // namespace

const StackRemedies django{"django", table};

} // namespace wirewise::diagnosis::remedies
