#include "diagnosis/commands.h"

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

// What the commands share; adjacent literals become one.
#define WIREWISE_HEADERS                                                                                     \
    "--http1.1 \\\n"                                                                                         \
    "  -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\\n"                                                \
    "  -H 'Sec-WebSocket-Version: 13' \\\n"                                                                  \
    "  -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \\\n"
#define WIREWISE_UPGRADE "curl -sS -i -N -m 5 " WIREWISE_HEADERS "  "
#define WIREWISE_ENDPOINT "http://HOST:PORT/PATH"
#define WIREWISE_POLLING "'http://HOST:PORT/socket.io/?EIO=4&transport=polling'"
#define WIREWISE_TLS "openssl s_client -connect HOST:PORT -servername HOST </dev/null"

struct Row
{
    QByteArrayView failure;
    const char *commands;
};

constexpr Row rows[] = {
    {"local.offline", "ip route\n"
                      "ping -c 1 -W 3 1.1.1.1"},
    {"dns.not-found", "getent ahosts HOST || echo 'no address'\n"
                      "dig HOST | grep status"},
    {"dns.failed", "getent ahosts HOST || echo 'no address'\n"
                   "dig HOST | grep -e status -e 'timed out' -e 'no servers'"},
    {"tcp.refused", "nc -vz HOST PORT"},
    {"tcp.timeout", "nc -vz -w 10 HOST PORT"},
    {"tcp.unreachable", "nc -vz -w 10 HOST PORT\n"
                        "ip route get ADDRESS"},
    {"tcp.one-family-only", "nc -4 -vz -w 10 HOST PORT\n"
                            "nc -6 -vz -w 10 HOST PORT"},
    {"proxy.unreachable", "nc -vz -w 10 PROXYHOST PROXYPORT"},
    {"proxy.auth-required", "curl -sS -v -m 10 -p -x http://PROXY " WIREWISE_ENDPOINT},
    {"proxy.tunnel-denied", "curl -sS -v -m 10 -p -x http://PROXY " WIREWISE_ENDPOINT},
    {"proxy.target-unreachable", "curl -sS -v -m 10 -p -x http://PROXY " WIREWISE_ENDPOINT},
    {"proxy.wrong-kind", "curl -sS -i -m 10 -p -x http://PROXY " WIREWISE_ENDPOINT "\n"
                         "curl -sS -i -m 10 --socks5-hostname PROXY " WIREWISE_ENDPOINT "\n"
                         "# the kind that fits gets an answer of the endpoint"},
    {"tls.not-tls", WIREWISE_TLS "\n"
                                 "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"tls.expected", "openssl s_client -brief -connect HOST:PORT -servername HOST </dev/null"},
    {"tls.expired", WIREWISE_TLS " 2>/dev/null |\n"
                                 "  openssl x509 -noout -subject -dates\n"
                                 "date -u"},
    {"tls.not-yet-valid", WIREWISE_TLS " 2>/dev/null |\n"
                                       "  openssl x509 -noout -subject -dates\n"
                                       "date -u"},
    {"tls.wrong-purpose", WIREWISE_TLS " 2>/dev/null |\n"
                                       "  openssl x509 -noout -subject -ext extendedKeyUsage"},
    {"tls.weak-certificate", WIREWISE_TLS " 2>/dev/null |\n"
                                          "  openssl x509 -noout -text |\n"
                                          "  grep -E 'Signature Algorithm|Public-Key'"},
    {"tls.expires-soon", WIREWISE_TLS " 2>/dev/null |\n"
                                      "  openssl x509 -noout -enddate -checkend 1209600"},
    {"tls.revoked", "openssl s_client -status -connect HOST:PORT -servername HOST \\\n"
                    "  </dev/null 2>/dev/null | grep -E 'Cert Status|Revocation'"},
    {"tls.self-signed", WIREWISE_TLS " 2>/dev/null |\n"
                                     "  openssl x509 -noout -subject -issuer"},
    {"tls.untrusted-issuer", WIREWISE_TLS " 2>&1 |\n"
                                          "  grep -E 'issuer=|Verify return code'"},
    {"tls.incomplete-chain", "openssl s_client -connect HOST:PORT -servername HOST -showcerts \\\n"
                             "  </dev/null 2>&1 | grep -E 'BEGIN CERTIFICATE|Verify return code'"},
    {"tls.hostname-mismatch", WIREWISE_TLS " 2>/dev/null |\n"
                                           "  openssl x509 -noout -ext subjectAltName -checkhost HOST"},
    {"tls.common-name-only", WIREWISE_TLS " 2>/dev/null |\n"
                                          "  openssl x509 -noout -subject -ext subjectAltName"},
    {"tls.version-unsupported", "openssl s_client -tls1_2 -connect HOST:PORT -servername HOST </dev/null\n"
                                "openssl s_client -tls1_3 -connect HOST:PORT -servername HOST </dev/null"},
    {"tls.no-shared-cipher", WIREWISE_TLS},
    {"tls.timeout", "timeout 10 " WIREWISE_TLS "\n"
                    "echo $?   # 124: nothing came within 10 seconds"},
    {"tls.closed", WIREWISE_TLS},
    {"tls.handshake-failed", WIREWISE_TLS},
    {"tls.client-certificate-required", "curl -sS -i -m 5 https://HOST:PORT/PATH\n" WIREWISE_TLS " |\n"
                                        "  grep -A 3 -i 'client certificate'"},
    {"tls.unrecognized-name", WIREWISE_TLS "\n"
                                           "openssl s_client -noservername -connect HOST:PORT </dev/null"},
    {"http.h2-only", "# ws: answered only with HTTP/2\n"
                     "curl -sS -i -m 5 --http1.1 " WIREWISE_ENDPOINT "\n"
                     "curl -sS -i -m 5 --http2-prior-knowledge " WIREWISE_ENDPOINT "\n"
                     "# wss: completed only with h2\n"
                     "openssl s_client -alpn http/1.1 -connect HOST:PORT -servername HOST </dev/null\n"
                     "openssl s_client -alpn h2 -connect HOST:PORT -servername HOST </dev/null"},
    {"http.not-http", "printf 'GET /PATH HTTP/1.1\\r\\nHost: HOST\\r\\n\\r\\n' |\n"
                      "  nc -w 3 HOST PORT | xxd | head -n 20"},
    {"http.malformed-response", "printf 'GET /PATH HTTP/1.1\\r\\nHost: HOST\\r\\n\\r\\n' |\n"
                                "  nc -w 3 HOST PORT | xxd | head -n 20"},
    {"http.truncated-response", "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"http.no-response", "curl -sS -i -m 10 " WIREWISE_ENDPOINT},
    {"http.closed-without-response", "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"health.not-ready", "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"health.head-unsupported",
     "curl -sS -o /dev/null -m 5 -w 'HEAD %{http_code}\\n' -I " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -m 5 -w 'GET %{http_code}\\n' " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -N -m 5 -w 'upgrade %{http_code}\\n' " WIREWISE_HEADERS "  " WIREWISE_ENDPOINT},
    {"health.head-misleading",
     "curl -sS -o /dev/null -m 5 -w 'HEAD %{http_code}\\n' -I " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -m 5 -w 'GET %{http_code}\\n' " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -N -m 5 -w 'upgrade %{http_code}\\n' " WIREWISE_HEADERS "  " WIREWISE_ENDPOINT},
    {"health.upgrade-required",
     "curl -sS -o /dev/null -m 5 -w 'HEAD %{http_code}\\n' -I " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -m 5 -w 'GET %{http_code}\\n' " WIREWISE_ENDPOINT "\n"
     "curl -sS -o /dev/null -N -m 5 -w 'upgrade %{http_code}\\n' " WIREWISE_HEADERS "  " WIREWISE_ENDPOINT},
    {"upgrade.ok", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     "\n"
     "# to this key belongs Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="},
    {"upgrade.intermittent", "for try in 1 2 3 4 5 6; do\n"
                             "  curl -sS -o /dev/null -N -m 5 -w '%{http_code}\\n' --http1.1 \\\n"
                             "    -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\\n"
                             "    -H 'Sec-WebSocket-Version: 13' \\\n"
                             "    -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \\\n"
                             "    " WIREWISE_ENDPOINT "\n"
                             "done"},
    {"upgrade.unexpected-status", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.route-missing",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n" WIREWISE_UPGRADE "http://HOST:PORT/no-such-path"},
    {"upgrade.page-instead", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.redirected", WIREWISE_UPGRADE WIREWISE_ENDPOINT " | grep -i -E '^(HTTP|Location)'"},
    {"upgrade.method-not-allowed", WIREWISE_UPGRADE WIREWISE_ENDPOINT " | grep -i -E '^(HTTP|Allow)'"},
    {"upgrade.not-supported-by-server",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n"
                                        "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"upgrade.stripped-by-proxy", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     "\n"
     "# straight to the app server, past the proxy\n" WIREWISE_UPGRADE "http://APP:PORT/PATH"},
    {"upgrade.unauthorized", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     "\n" WIREWISE_UPGRADE "-H 'Authorization: Bearer TOKEN' " WIREWISE_ENDPOINT},
    {"upgrade.forbidden",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n" WIREWISE_UPGRADE "-H 'Origin: https://HOST' " WIREWISE_ENDPOINT},
    {"upgrade.rate-limited", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.origin-rejected",
     WIREWISE_UPGRADE "-H 'Origin: https://app.example.com' " WIREWISE_ENDPOINT "\n"
                      "# and without Origin\n" WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.host-rejected",
     WIREWISE_UPGRADE "-H 'Host: app.example.com' " WIREWISE_ENDPOINT "\n"
                      "# and with the name of the address\n" WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.bad-key", "curl -sS -i -N -m 5 --http1.1 \\\n"
                        "  -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\\n"
                        "  -H 'Sec-WebSocket-Version: 13' \\\n"
                        "  -H 'Sec-WebSocket-Key: dGVzdA==' \\\n"
                        "  " WIREWISE_ENDPOINT "\n"
                        "# and with a key of 16 bytes\n" WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.version-unsupported", "curl -sS -i -N -m 5 --http1.1 \\\n"
                                    "  -H 'Connection: Upgrade' -H 'Upgrade: websocket' \\\n"
                                    "  -H 'Sec-WebSocket-Version: 8' \\\n"
                                    "  -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \\\n"
                                    "  " WIREWISE_ENDPOINT},
    {"upgrade.subprotocol-rejected", WIREWISE_UPGRADE "-H 'Sec-WebSocket-Protocol: NAME' " WIREWISE_ENDPOINT},
    {"upgrade.request-too-large",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n"
                                        "# and without the query and the cookies"},
    {"upgrade.bad-request", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.async-mode-mismatch", "curl -sS -i -m 5 " WIREWISE_POLLING "\n" WIREWISE_UPGRADE
                                    "'http://HOST:PORT/socket.io/?EIO=4&transport=websocket'"},
    {"upgrade.server-error", WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n"
                                                                "curl -sS -i -m 5 " WIREWISE_ENDPOINT},
    {"upgrade.bad-gateway", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.service-unavailable", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.gateway-timeout", "curl -sS -i -N -m 90 " WIREWISE_HEADERS "  " WIREWISE_ENDPOINT},
    {"upgrade.dropped", "curl -sS -i -m 5 " WIREWISE_ENDPOINT "\n" WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.timeout", "curl -sS -i -m 5 " WIREWISE_ENDPOINT "\n" WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.http10-answer", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.missing-header", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.invalid-accept", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     "\n"
     "# to this key belongs Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="},
    {"upgrade.unrequested-extension", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"upgrade.unrequested-subprotocol", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"engineio.plain-websocket", WIREWISE_UPGRADE "http://HOST:PORT/socket.io/\n"
                                                  "curl -sS -i -m 5 " WIREWISE_POLLING},
    {"engineio.unknown-transport", "curl -sS -i -m 5 'http://HOST:PORT/socket.io/?EIO=4&transport=NAME'"},
    {"engineio.unknown-session",
     "# gives a sid\n"
     "curl -sS -i -m 5 " WIREWISE_POLLING "\n"
     "curl -sS -i -m 5 'http://HOST:PORT/socket.io/?EIO=4&transport=polling&sid=SID'"},
    {"engineio.bad-handshake", "curl -sS -i -m 5 -X POST " WIREWISE_POLLING},
    {"engineio.bad-request",
     WIREWISE_UPGRADE WIREWISE_POLLING "\n"
                                       "# a WebSocket asks with transport=websocket\n" WIREWISE_UPGRADE
                                       "'http://HOST:PORT/socket.io/?EIO=4&transport=websocket'"},
    {"engineio.forbidden", WIREWISE_UPGRADE "'http://HOST:PORT/socket.io/?EIO=4&transport=websocket'\n"
                                            "curl -sS -i -m 5 " WIREWISE_POLLING},
    {"engineio.unsupported-version",
     "curl -sS -i -m 5 'http://HOST:PORT/socket.io/?EIO=3&transport=polling'\n"
     "curl -sS -i -m 5 " WIREWISE_POLLING},
    {"engineio.connect-rejected", "{ printf 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\\r\\n'\n"
                                  "  printf 'Host: HOST:PORT\\r\\n'\n"
                                  "  printf 'Connection: Upgrade\\r\\nUpgrade: websocket\\r\\n'\n"
                                  "  printf 'Sec-WebSocket-Version: 13\\r\\n'\n"
                                  "  printf 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n'\n"
                                  "  sleep 1; printf '\\201\\202\\0\\0\\0\\00040'; sleep 2; } |\n"
                                  "  nc -w 5 HOST PORT | tail -n 1 | xxd\n"
                                  "# 40 asks for the namespace; an answer of 44 refuses it"},
    {"engineio.cors-blocked", "curl -sS -i -m 5 -H 'Origin: https://app.example.com' \\\n"
                              "  " WIREWISE_POLLING " |\n"
                              "  grep -i -E '^(HTTP|Access-Control)'"},
    {"engineio.websocket-disabled", "curl -sS -i -m 5 " WIREWISE_POLLING "\n" WIREWISE_UPGRADE
                                    "'http://HOST:PORT/socket.io/?EIO=4&transport=websocket'"},
    {"session.closed-at-once", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 e8 is 1000"},
    {"session.refused-after-accept", WIREWISE_UPGRADE WIREWISE_ENDPOINT},
    {"session.policy-violation", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 f0 is 1008"},
    {"session.message-too-big", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 f1 is 1009"},
    {"session.internal-error", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 f3 is 1011"},
    {"session.going-away", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 e9 is 1001"},
    {"session.try-again-later", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 f5 is 1013"},
    {"session.unsupported-data", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 03 eb is 1003"},
    {"session.application-close", WIREWISE_UPGRADE WIREWISE_ENDPOINT
     " | xxd -g 1 | tail -n 4\n"
     "# 88 begins a Close frame, then comes its length, then the code: 0f a0 is 4000"},
    {"session.dropped", "time " WIREWISE_UPGRADE WIREWISE_ENDPOINT "\n"
                        "# curl returns when the connection ends; no byte 88 came before"},
    {"session.idle-timeout", "time curl -sS -i -N -m 300 " WIREWISE_HEADERS "  " WIREWISE_ENDPOINT "\n"
                             "# curl sends no pings: the time it takes is the length of the silence"},
    {"session.protocol-error",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT " | xxd -g 1 | tail -n 4\n"
                                        "# after the blank line (0d 0a 0d 0a) begins a frame:\n"
                                        "# it is masked if its second byte is 80 or above"},
    {"session.invalid-utf8",
     WIREWISE_UPGRADE WIREWISE_ENDPOINT " | xxd -g 1 | tail -n 4\n"
                                        "# 81 begins a text frame, then comes its length;\n"
                                        "# the bytes after it have to be UTF-8"},
    {"session.no-pong", "{ printf 'GET /PATH HTTP/1.1\\r\\nHost: HOST:PORT\\r\\n'\n"
                        "  printf 'Connection: Upgrade\\r\\nUpgrade: websocket\\r\\n'\n"
                        "  printf 'Sec-WebSocket-Version: 13\\r\\n'\n"
                        "  printf 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n'\n"
                        "  sleep 1; printf '\\211\\200\\0\\0\\0\\0'; sleep 3; } |\n"
                        "  nc -w 5 HOST PORT | xxd -g 1 | tail -n 3\n"
                        "# a ping goes out one second after the handshake; its pong would be 8a 00"},
    {"auth.token-expired", "cut -d. -f2 <<< TOKEN | tr _- /+ | base64 -d 2>/dev/null; echo\n"
                           "date +%s   # exp has to be larger"},
    {"auth.token-not-yet-valid", "cut -d. -f2 <<< TOKEN | tr _- /+ | base64 -d 2>/dev/null; echo\n"
                                 "date +%s   # nbf has to be smaller"},
};

} // namespace

const char *commandsFor(QByteArrayView failure)
{
    const auto row =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row &r) { return r.failure == failure; });
    return row == std::end(rows) ? nullptr : row->commands;
}

} // namespace wirewise::diagnosis
