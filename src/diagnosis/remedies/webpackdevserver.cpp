#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.timeout",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Its proxy passes upgrades on only with `ws: true`. A browser on the "
                                        "page then gets 101; without an Origin the dev server refuses."),
     .snippet = "  // webpack.config.js\n"
                "  devServer: {\n"
                "      proxy: [{ context: ['/api'], target: 'http://127.0.0.1:8000',\n"
                "+               ws: true,\n"
                "                pathRewrite: { '^/api': '' } }]\n"
                "  }",
     .triedWith = "webpack-dev-server 5.2.7"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Name the host in the configuration, then start anew. \"Invalid Host header\" is gone."),
     .snippet = "  devServer: {\n"
                "+     allowedHosts: ['app.test']\n"
                "  }",
     .triedWith = "webpack-dev-server 5.2.7"},
    {.failure = "session.refused-after-accept",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "/ws is the dev server's own socket for hot reload, and it names what it refuses. Name "
                      "the host of the page; or use another path for your own WebSocket."),
     .snippet = "  devServer: {\n"
                "+     allowedHosts: ['app.test']\n"
                "  }",
     .triedWith = "webpack-dev-server 5.2.7"}};

} // namespace

const StackRemedies webpackdevserver{"webpack-dev-server", table};

} // namespace wirewise::diagnosis::remedies
