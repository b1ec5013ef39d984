#include "rulecases.h"

#include "support/observations.h"

namespace wirewise::test {

using observation::CertificateFacts;
using observation::Outcome;
using observation::TlsFacts;
using Result = TlsFacts::Result;

namespace {

QDateTime day(int offset)
{
    return QDateTime(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC).addDays(offset);
}

CertificateFacts leaf()
{
    CertificateFacts facts;
    facts.subject = QStringLiteral("CN=chat.example");
    facts.issuer = QStringLiteral("CN=Example Intermediate");
    facts.commonName = QStringLiteral("chat.example");
    facts.dnsNames = {"chat.example"};
    facts.notBefore = day(-30);
    facts.notAfter = day(60);
    facts.keyType = "EC";
    facts.keyBits = 256;
    facts.signatureAlgorithm = "ecdsa-with-SHA256";
    return facts;
}

CertificateFacts root()
{
    CertificateFacts facts = leaf();
    facts.subject = facts.issuer = QStringLiteral("CN=Example Intermediate");
    facts.selfIssued = facts.isCa = true;
    return facts;
}

TlsFacts failing(int code, const QList<CertificateFacts> &chain)
{
    TlsFacts tls;
    tls.result = Result::VerifyFailed;
    tls.serverName = "chat.example";
    tls.chain = chain;
    tls.errors = {{0, code, "what OpenSSL says"}};
    return tls;
}

TlsFacts alerted(int code, const QByteArray &name)
{
    TlsFacts tls;
    tls.result = Result::AlertReceived;
    tls.serverName = "chat.example";
    tls.alerts = {{true, true, code, name}};
    return tls;
}

TlsFacts nameless(int code)
{
    TlsFacts tls = alerted(code, "internal_error");
    tls.serverName.clear();
    return tls;
}

TlsFacts ended(Result result)
{
    TlsFacts tls;
    tls.result = result;
    return tls;
}

observation::Observation failed(const TlsFacts &tls, Outcome outcome = Outcome::TlsFailed)
{
    return anObservation().of("wss://chat.example/ws").all(outcome).over(tls);
}

observation::Observation well(const CertificateFacts &certificate, bool commonNameOnly = false)
{
    TlsFacts tls = ended(Result::Complete);
    tls.verified = true;
    tls.chain = {certificate};
    tls.commonNameOnly = commonNameOnly;
    return anObservation()
        .of("wss://chat.example/ws")
        .head(answer("200 OK"))
        .get(answer("200 OK"))
        .upgrade(switching())
        .over(tls);
}

template<typename Change>
CertificateFacts changed(CertificateFacts facts, Change change)
{
    change(facts);
    return facts;
}

TlsFacts requested(TlsFacts tls)
{
    tls.certificateRequested = true;
    return tls;
}

TlsFacts notTls()
{
    TlsFacts tls = ended(Result::NotTls);
    tls.firstBytes = "HTTP/1.1 400 Bad Request\r\n";
    return tls;
}

QByteArray httpsPort()
{
    return answer("400 Bad Request", "Server: nginx/1.22.1\r\nConnection: close\r\n",
                  "<html><center>The plain HTTP request was sent to HTTPS "
                  "port</center><hr><center>nginx/1.22.1</center></html>");
}

observation::Observation wordsButNoTls()
{
    observation::Observation made =
        anObservation().get(httpsPort()).upgrade(httpsPort()).tried("over-tls", Outcome::TlsFailed);
    made.experiments.last().exchange.connection.tls = ended(Result::NotTls);
    return made;
}

observation::Observation h2Offered()
{
    observation::Observation made = anObservation()
                                        .of("wss://chat.example/ws")
                                        .all(Outcome::Closed)
                                        .over(ended(Result::Complete))
                                        .tried("alpn-h2", Outcome::Closed);
    TlsFacts tls = ended(Result::Complete);
    tls.alpn = "h2";
    made.experiments.last().exchange.connection.tls = tls;
    return made;
}

/// no_application_protocol, to http/1.1 and to h2.
observation::Observation noProtocolFits()
{
    const TlsFacts tls = alerted(120, "no_application_protocol");
    observation::Observation made = anObservation()
                                        .of("wss://chat.example/ws")
                                        .all(Outcome::TlsFailed)
                                        .over(tls)
                                        .tried("alpn-h2", Outcome::TlsFailed);
    made.experiments.last().exchange.connection.tls = tls;
    return made;
}

/// The beginning of a handshake record came, and then this.
TlsFacts brokenOff(Result result)
{
    TlsFacts tls = ended(result);
    tls.firstBytes = QByteArray("\x16\x03\x03\x00\x5a\x02\x00", 7);
    return tls;
}

/// The ClientHello got no byte.
ObservationFactory unanswered()
{
    observation::ConnectionFacts connection;
    connection.tls = ended(Result::TimedOut);
    return anObservation().of("wss://chat.example/ws").all(Outcome::TlsTimedOut, connection);
}

observation::Observation stapled(observation::StapledStatus::State state, bool signatureFits = true)
{
    observation::Observation made = well(leaf());
    for (observation::Exchange &exchange : made.exchanges)
        exchange.connection.tls->staple = {state, signatureFits, day(-1), day(6), day(-3), "keyCompromise"};
    return made;
}

} // namespace

QList<RuleCase> tlsCases()
{
    const CertificateFacts fetched =
        changed(leaf(), [](CertificateFacts &facts) { facts.caIssuersUrl = "http://ca.example/i.der"; });
    const CertificateFacts selfSigned = changed(leaf(), [](CertificateFacts &facts) {
        facts.issuer = facts.subject;
        facts.selfIssued = true;
    });
    const CertificateFacts old = changed(leaf(), [](CertificateFacts &facts) { facts.notAfter = day(-3); });
    const CertificateFacts soon = changed(leaf(), [](CertificateFacts &facts) { facts.notAfter = day(5); });
    const CertificateFacts later = changed(leaf(), [](CertificateFacts &facts) { facts.notBefore = day(2); });
    const QByteArray alertBytes("\x15\x03\x03\x00\x02\x02\x0a", 7);
    return {
        {"plain HTTP comes back", "tls.not-tls", true, failed(notTls())},
        {"silent to TLS, other bytes in clear", "tls.not-tls", true,
         unanswered().tried("without-tls", "-ERR unknown command\r\n")},
        {"silent to TLS, hangs up in clear", "tls.not-tls", true,
         unanswered().tried("without-tls", Outcome::Closed)},
        {"silent to TLS and in clear", "tls.not-tls", false,
         unanswered().tried("without-tls", Outcome::TimedOut)},
        {"an alert is TLS", "tls.not-tls", false, failed(alerted(40, "handshake_failure"))},
        {"half a record is TLS", "tls.not-tls", false, failed(brokenOff(Result::ClosedByPeer))},
        {"half a record", "tls.closed", true, failed(brokenOff(Result::ClosedByPeer))},
        {"half a record, then silence", "tls.timeout", true,
         failed(brokenOff(Result::TimedOut), Outcome::TlsTimedOut)},
        {"an alert to plain HTTP", "tls.expected", true,
         anObservation().head(alertBytes).get(alertBytes).upgrade(alertBytes)},
        {"words of the HTTPS port", "tls.expected", true,
         anObservation().get(httpsPort()).upgrade(httpsPort())},
        {"words, and TLS fails there", "tls.expected", false, wordsButNoTls()},
        {"past its end", "tls.expired", true, failed(failing(10, {old}))},
        {"not begun", "tls.expired", false, failed(failing(9, {later}))},
        {"not begun", "tls.not-yet-valid", true, failed(failing(9, {later}))},
        {"past its end", "tls.not-yet-valid", false, failed(failing(10, {old}))},
        {"its own issuer", "tls.self-signed", true, failed(failing(18, {selfSigned}))},
        {"signed by a private root", "tls.self-signed", false, failed(failing(19, {leaf(), root()}))},
        {"a private root, sent along", "tls.untrusted-issuer", true, failed(failing(19, {leaf(), root()}))},
        {"a private root, not sent", "tls.untrusted-issuer", true, failed(failing(20, {leaf()}))},
        {"an issuer that is no authority", "tls.untrusted-issuer", true, failed(failing(79, {leaf()}))},
        {"a name that the issuer may not vouch for", "tls.untrusted-issuer", true,
         failed(failing(47, {leaf()}))},
        {"a critical extension that nobody knows", "tls.untrusted-issuer", false,
         failed(failing(34, {leaf()}))},
        {"a critical extension that nobody knows", "tls.handshake-failed", true,
         failed(failing(34, {leaf()}))},
        {"its issuer can be fetched", "tls.untrusted-issuer", false, failed(failing(20, {fetched}))},
        {"the intermediate is missing", "tls.incomplete-chain", true, failed(failing(20, {fetched}))},
        {"a private root", "tls.incomplete-chain", false, failed(failing(19, {leaf(), root()}))},
        {"another name", "tls.hostname-mismatch", true, failed(failing(62, {leaf()}))},
        {"the name stands in the CN alone", "tls.hostname-mismatch", false, well(leaf(), true)},
        {"five days more", "tls.expires-soon", true, well(soon)},
        {"two months more", "tls.expires-soon", false, well(leaf())},
        {"the CN alone", "tls.common-name-only", true, well(leaf(), true)},
        {"a SAN is there", "tls.common-name-only", false, well(leaf())},
        {"the staple says so", "tls.revoked", true, stapled(observation::StapledStatus::State::Revoked)},
        {"the staple says good", "tls.revoked", false, stapled(observation::StapledStatus::State::Good)},
        {"a stranger's staple says so", "tls.revoked", false,
         stapled(observation::StapledStatus::State::Revoked, false)},
        {"for clients", "tls.wrong-purpose", true, failed(failing(26, {leaf()}))},
        {"of nobody known", "tls.wrong-purpose", false, failed(failing(20, {leaf()}))},
        {"a short key", "tls.weak-certificate", true, failed(failing(66, {leaf()}))},
        {"an expired one", "tls.weak-certificate", false, failed(failing(10, {old}))},
        {"protocol_version", "tls.version-unsupported", true, failed(alerted(70, "protocol_version"))},
        {"handshake_failure", "tls.version-unsupported", false, failed(alerted(40, "handshake_failure"))},
        {"handshake_failure", "tls.no-shared-cipher", true, failed(alerted(40, "handshake_failure"))},
        {"after a CertificateRequest", "tls.no-shared-cipher", false,
         failed(requested(alerted(40, "handshake_failure")))},
        {"alert 40 after a CertificateRequest", "tls.client-certificate-required", true,
         failed(requested(alerted(40, "handshake_failure")))},
        {"decode_error after a CertificateRequest", "tls.client-certificate-required", true,
         failed(requested(alerted(50, "decode_error")))},
        {"alert 116 after the handshake", "tls.client-certificate-required", true,
         failed(requested(alerted(116, "certificate_required")), Outcome::Closed)},
        {"alert 40 without a request", "tls.client-certificate-required", false,
         failed(alerted(40, "handshake_failure"))},
        {"unrecognized_name", "tls.unrecognized-name", true, failed(alerted(112, "unrecognized_name"))},
        {"internal_error before a certificate", "tls.unrecognized-name", true,
         failed(alerted(80, "internal_error"))},
        {"internal_error, and no name was sent", "tls.unrecognized-name", false, failed(nameless(80))},
        {"another name in the certificate", "tls.unrecognized-name", false, failed(failing(62, {leaf()}))},
        {"no byte to the ClientHello", "tls.timeout", true,
         failed(ended(Result::TimedOut), Outcome::TlsTimedOut)},
        {"no connection at all", "tls.timeout", false,
         anObservation().of("wss://chat.example/ws").all(Outcome::ConnectTimedOut)},
        {"reset in the handshake", "tls.closed", true, failed(ended(Result::ResetByPeer))},
        {"an alert says why", "tls.closed", false, failed(alerted(40, "handshake_failure"))},
        {"decode_error", "tls.handshake-failed", true, failed(alerted(50, "decode_error"))},
        {"an alert with a usual reason", "tls.handshake-failed", false,
         failed(alerted(112, "unrecognized_name"))},
        {"h2 is taken, http/1.1 is not", "http.h2-only", true, h2Offered()},
        {"neither is taken", "http.h2-only", false, noProtocolFits()},
        {"neither is taken", "tls.handshake-failed", true, noProtocolFits()},
    };
}

} // namespace wirewise::test
