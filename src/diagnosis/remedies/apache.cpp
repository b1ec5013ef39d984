#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow TLS 1.2 and 1.3, then reload."),
     .snippet = "- SSLProtocol TLSv1\n+ SSLProtocol -all +TLSv1.2 +TLSv1.3"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Send the whole chain, then reload."),
     .snippet = "- SSLCertificateFile cert.pem\n+ SSLCertificateFile fullchain.pem"},
    {.failure = "upgrade.bad-gateway",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Let scheme and port of ProxyPass fit the application, then reload."),
     .snippet = "- ProxyPass /ws https://127.0.0.1:8000/ws\n+ ProxyPass /ws http://127.0.0.1:8000/ws "
                "upgrade=websocket"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Allow the client's network, then reload."),
     .snippet = "- Require ip 10.0.0.0/8\n+ Require ip 10.0.0.0/8 203.0.113.0/24"},
    {.failure = "upgrade.request-too-large",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Raise the limit of one header, then reload; or clear the cookies."),
     .snippet = "+ LimitRequestFieldSize 32768",
     .triedWith = "Apache httpd 2.4"},
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Let mod_proxy_http pass the upgrade on (2.4.47 and later), then reload."),
     .snippet = "- ProxyPass /ws http://127.0.0.1:8000/ws\n+ ProxyPass /ws http://127.0.0.1:8000/ws "
                "upgrade=websocket"}};

} // namespace

const StackRemedies apache{"apache", table};

} // namespace wirewise::diagnosis::remedies
