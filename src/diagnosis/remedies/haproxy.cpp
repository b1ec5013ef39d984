#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Let every client meet the same server, then reload."),
     .snippet = "+ balance source"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Give open tunnels a limit of their own, then reload; and let one side send pings below it."),
     .snippet = "+ timeout tunnel 1h",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.closed",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Take accept-proxy off, or go through the balancer that sends the line."),
     .snippet = "- bind :443 ssl crt site.pem accept-proxy\n+ bind :443 ssl crt site.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "tls.version-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Set the least version, then reload."),
     .snippet = "+ ssl-default-bind-options ssl-min-ver TLSv1.2"},
    {.failure = "tls.incomplete-chain",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Put leaf, intermediate and key into the one file, then reload."),
     .snippet = "cat fullchain.pem privkey.pem > site.pem"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Start a server of the backend, or add the rule that sends this path there."),
     .snippet = "+ use_backend ws if { path_beg /ws }"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Say ssl if the application speaks TLS, then reload."),
     .snippet = "- server s1 127.0.0.1:8443\n+ server s1 127.0.0.1:8443 ssl verify required ca-file ca.pem",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.bad-request",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Take send-proxy off, or let the application accept the PROXY protocol."),
     .snippet = "- server app 127.0.0.1:8000 send-proxy\n+ server app 127.0.0.1:8000",
     .triedWith = "HAProxy 2.6.12"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the buffer, then reload."),
     .snippet = "+ tune.bufsize 32768"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Leave upgrades out of the redirect, or use wss in the client."),
     .snippet = "- http-request redirect scheme https\n+ http-request redirect scheme https unless { "
                "hdr(Upgrade) -i "
                "websocket }"}};

} // namespace

const StackRemedies haproxy{"haproxy", table};

} // namespace wirewise::diagnosis::remedies
