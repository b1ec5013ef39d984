#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "proxy.tunnel-denied",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow CONNECT to the port, then reload."),
     .snippet = "+ acl SSL_ports port 8443\n  http_access deny CONNECT !SSL_ports"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the upgrade, or do not open the TLS of this host."),
     .snippet = "+ http_upgrade_request_protocols websocket allow all",
     .triedWith = "Squid 5.7"}};

} // namespace

const StackRemedies squid{"squid", table};

} // namespace wirewise::diagnosis::remedies
