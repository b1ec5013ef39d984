#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Add the page's host to the application's list, without scheme, and restart Reverb."),
     .snippet = "  'apps' => [[\n"
                "      'id' => 'my-app-id',\n"
                "-     'allowed_origins' => ['laravel.com'],\n"
                "+     'allowed_origins' => ['laravel.com', 'app.example.com'],",
     .source = "https://laravel.com/docs/11.x/reverb"},
    {.failure = "session.application-close",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "4001 means an application key that Reverb does not know, 4009 an "
                                        "Origin that it refuses. Let client and server name the same key."),
     .snippet = "  REVERB_APP_KEY=my-app-key\n"
                "+ wss://HOST/app/my-app-key",
     .source = "https://laravel.com/docs/11.x/reverb"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "PHP's web server does not speak WebSocket: start Reverb, and let nginx send /app to it."),
     .snippet = "+ php artisan reverb:start --host=0.0.0.0 --port=8080\n"
                "+ location /app { proxy_pass http://127.0.0.1:8080; proxy_http_version 1.1; "
                "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"Upgrade\"; }",
     .source = "https://laravel.com/docs/11.x/reverb"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The web server finds no Reverb behind it. Start it, and keep it running under a process manager."),
     .snippet = "+ php artisan reverb:start",
     .source = "https://laravel.com/docs/11.x/reverb"}};

} // namespace

const StackRemedies laravel{"laravel", table};

} // namespace wirewise::diagnosis::remedies
