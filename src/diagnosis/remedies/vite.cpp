#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Vite leaves an upgrade that is not its own and has no rule unanswered. Give "
                               "the path a rule with `ws: true`; the upgrade then gets 101."),
     .snippet = "  // vite.config.js\n"
                "  server: {\n"
                "      proxy: {\n"
                "-         '/ws': 'http://127.0.0.1:8000'\n"
                "+         '/ws': { target: 'http://127.0.0.1:8000', ws: true }\n"
                "      }\n"
                "  }",
     .triedWith = "Vite 8.3.8"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Vite cannot reach the target of its proxy rule: it logs \"ws proxy error\". Start the "
                      "backend, or name the port on which it listens; the upgrade then gets 101."),
     .snippet = "  proxy: {\n"
                "-     '/ws': { target: 'http://127.0.0.1:8001', ws: true }\n"
                "+     '/ws': { target: 'http://127.0.0.1:8000', ws: true }\n"
                "  }",
     .triedWith = "Vite 8.3.8"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The backend does not know the prefix. Cut it off in the rule; the upgrade then gets 101."),
     .snippet = "  proxy: {\n"
                "-     '/api': { target: 'http://127.0.0.1:8000', ws: true }\n"
                "+     '/api': { target: 'http://127.0.0.1:8000', ws: true, rewrite: path => "
                "path.replace(/^\\/api/, '') }\n"
                "  }",
     .triedWith = "Vite 8.3.8"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Name the host in the configuration of Vite, then start it anew. \"Blocked request\" is gone."),
     .snippet = "  // vite.config.js\n"
                "  server: {\n"
                "+     allowedHosts: ['app.test']\n"
                "  }",
     .triedWith = "Vite 8.3.8",
     .source = "https://vite.dev/config/server-options.html#server-allowedhosts"}};

} // namespace

const StackRemedies vite{"vite", table};

} // namespace wirewise::diagnosis::remedies
