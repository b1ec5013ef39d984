#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Pages and route handlers take no upgrades. Run the WebSocket server beside "
                               "Next.js and rewrite its path there; the upgrade then gets 101."),
     .snippet = "  // next.config.js\n"
                "  module.exports = {\n"
                "+     async rewrites() {\n"
                "+         return [{ source: '/ws', destination: 'http://127.0.0.1:3001/ws' }]\n"
                "+     }\n"
                "  }",
     .triedWith = "Next.js 15.5.29"},
    {.failure = "upgrade.timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Pages and route handlers take no upgrades. Run the WebSocket server beside "
                               "Next.js and rewrite its path there; the upgrade then gets 101."),
     .snippet = "  // next.config.js\n"
                "  module.exports = {\n"
                "+     async rewrites() {\n"
                "+         return [{ source: '/ws', destination: 'http://127.0.0.1:3001/ws' }]\n"
                "+     }\n"
                "  }",
     .triedWith = "Next.js 15.5.29"}};

} // namespace

const StackRemedies next{"next", table};

} // namespace wirewise::diagnosis::remedies
