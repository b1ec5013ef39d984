#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "proxy.tunnel-denied",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Allow CONNECT to the port, then `squid -k reconfigure`; the tunnel then opens."),
     .snippet = "+ acl SSL_ports port 8443\n"
                "  http_access deny CONNECT !SSL_ports",
     .triedWith = "Squid 5.7"},
    {.failure = "proxy.tunnel-denied",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the client's network is not among those that may use the proxy, add it, then reconfigure."),
     .snippet = "- acl localnet src 10.0.0.0/8\n"
                "+ acl localnet src 10.0.0.0/8 203.0.113.0/24\n"
                "  http_access allow localnet",
     .triedWith = "Squid 5.7"},
    {.failure = "proxy.auth-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If the program cannot send a password, let this destination "
                                            "through before the rule that asks for one; then reconfigure."),
     .snippet = "+ acl sockets dstdomain chat.example.com\n"
                "+ http_access allow sockets\n"
                "  http_access allow users",
     .triedWith = "Squid 5.7"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Allow the upgrade, or do not open the TLS of this host; then reconfigure."),
     .snippet = "+ http_upgrade_request_protocols websocket allow all",
     .triedWith = "Squid 5.7"}};

} // namespace

const StackRemedies squid{"squid", table};

} // namespace wirewise::diagnosis::remedies
