#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "proxy.tunnel-denied",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Once one ConnectPort line stands there, CONNECT is allowed to those "
                                        "ports only. Add the port, then restart; the tunnel then opens."),
     .snippet = "  ConnectPort 443\n"
                "+ ConnectPort 8443",
     .triedWith = "tinyproxy 1.11.1"},
    {.failure = "proxy.tunnel-denied",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "If the client's network is not among those that may use the proxy, add it, then restart."),
     .snippet = "  Allow 10.0.0.0/8\n"
                "+ Allow 203.0.113.0/24",
     .triedWith = "tinyproxy 1.11.1"},
    {.failure = "proxy.tunnel-denied",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "With FilterDefaultDeny, only names in the filter file are let "
                                            "through. Add this one to it, then restart."),
     .snippet = "  ^www\\.example\\.com$\n"
                "+ ^chat\\.example\\.com$",
     .triedWith = "tinyproxy 1.11.1"},
    {.failure = "proxy.auth-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send the user and password of the BasicAuth line, or take the "
                                            "line out and let networks decide; then restart."),
     .snippet = "- BasicAuth ops secret\n"
                "+ Allow 203.0.113.0/24",
     .triedWith = "tinyproxy 1.11.1"}};

} // namespace

const StackRemedies tinyproxy{"tinyproxy", table};

} // namespace wirewise::diagnosis::remedies
