#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <chrono>

/// Values that the tests of painted widgets show.
namespace wirewise::gui::samples {

/// An upgrade that got 404 from an application without WebSocket support, over TLS.
inline observation::Exchange refusedUpgrade()
{
    using namespace std::chrono_literals;
    observation::Exchange exchange;
    exchange.probe.name = "upgrade";
    exchange.probe.kind = observation::ProbeKind::Upgrade;
    exchange.probe.endpoint.host = "staging.dispatch.example";
    exchange.probe.endpoint.target = "/ws/calls";
    exchange.outcome = observation::Outcome::Answered;
    exchange.sent = "GET /ws/calls HTTP/1.1\r\nHost: staging.dispatch.example\r\nConnection: Upgrade\r\n"
                    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: 9vJnz0Qm3rTzq1b1oTq8Ww==\r\n\r\n";
    exchange.received =
        "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 22\r\n\r\n"
        "{\"detail\":\"Not Found\"}";
    exchange.readResponse();
    exchange.connection.address = "203.0.113.24";
    exchange.connection.port = 443;
    observation::TlsFacts tls;
    tls.version = "TLSv1.3";
    exchange.connection.tls = tls;
    exchange.timing.name = 4ms;
    exchange.timing.connect = 19ms;
    exchange.timing.tls = 41ms;
    exchange.timing.send = 200us;
    exchange.timing.wait = 46ms;
    exchange.timing.receive = 1ms;
    exchange.timing.total = 112ms;
    return exchange;
}

inline observation::Observation observed(const QList<observation::Exchange> &exchanges)
{
    observation::Observation observation;
    observation.endpoint.endpoint = exchanges.constFirst().probe.endpoint;
    observation.exchanges = exchanges;
    observation.startedAt = QDateTime(QDate(2025, 11, 22), QTime(9, 14, 7));
    observation.took = std::chrono::milliseconds(2900);
    return observation;
}

/// Evidence 1 at the status line, 2 at the body, 3 without bytes.
inline diagnosis::Finding noSupport()
{
    diagnosis::Finding finding;
    finding.id = "upgrade.not-supported-by-server";
    finding.confidence = 0.86;
    finding.title = QStringLiteral("The app server has no WebSocket support.");
    finding.where = QStringLiteral("The fix belongs in the server's image.");
    diagnosis::Evidence status;
    status.probe = "upgrade";
    status.range = {0, 22};
    status.says = QStringLiteral("The upgrade got **404**.");
    diagnosis::Evidence body = status;
    body.range = {78, 22};
    body.says = QStringLiteral("The body is an answer of an `HTTP` route.");
    diagnosis::Evidence control;
    control.says = QStringLiteral("Plain GET gets the same.");
    finding.evidence = {status, body, control};
    return finding;
}

inline diagnosis::Diagnosis judged(diagnosis::Verdict verdict, const QByteArray &id)
{
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = verdict;
    diagnosis::Finding finding = noSupport();
    finding.id = id;
    diagnosis.findings = {finding};
    return diagnosis;
}

} // namespace wirewise::gui::samples
