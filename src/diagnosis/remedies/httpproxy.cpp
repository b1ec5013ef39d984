#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The target of the proxy does not answer. Start it, or name the "
                                            "port on which it listens; the upgrade then gets 101."),
     .snippet = "  createProxyMiddleware({\n"
                "-     target: 'http://127.0.0.1:8001',\n"
                "+     target: 'http://127.0.0.1:8000',\n"
                "      ws: true })",
     .triedWith = "http-proxy-middleware 3.0.10"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Subscribe the proxy to upgrades at the start; the upgrade then gets 101."),
     .snippet = "  const server = app.listen(3000)\n"
                "+ server.on('upgrade', proxy.upgrade)",
     .triedWith = "http-proxy-middleware 3.0.10"}};

} // namespace

const StackRemedies httpproxy{"http-proxy", table};

} // namespace wirewise::diagnosis::remedies
