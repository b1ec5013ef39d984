#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/certificates.h"
#include "diagnosis/rules/handshakes.h"
#include "diagnosis/rules/proxyline.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Outcome;
using observation::TlsAlert;
using observation::TlsFacts;
using Result = TlsFacts::Result;

// tls.version-unsupported

constexpr CauseEntry versionCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server offers only TLS 1.0 or 1.1, which today's clients refuse."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl s_client -tls1_2 -connect HOST:PORT` fails too.")}};
constexpr FixEntry versionFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Allow TLS 1.2 and 1.3 on the server."), nullptr, true}};

std::optional<Judgement> versionUnsupported(const Facts &facts)
{
    const TlsFacts *tls = failedTls(facts);
    if (!tls || tls->result == Result::NotTls)
        return {};
    const bool alerted = std::any_of(tls->alerts.begin(), tls->alerts.end(),
                                     [](const TlsAlert &a) { return a.code == alert::ProtocolVersion; });
    if (!alerted && !detailSays(*tls, {"unsupported protocol", "no protocols available",
                                       "tlsv1 alert protocol version", "wrong ssl version"}))
        return {};
    return Judgement{.confidence = 0.95,
                     .title =
                         Text::tr("The server speaks no TLS version that is still accepted (1.2 or 1.3)."),
                     .where = Text::tr("The fix belongs in the TLS settings of %1.").arg(facts.host()),
                     .evidence = evidenceOf(*tls)};
}

// tls.no-shared-cipher

constexpr CauseEntry cipherCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The allowed cipher suites do not fit the key of the certificate: RSA "
                                    "suites with an ECDSA key, or the reverse."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Compare the cipher list with `openssl x509 -noout -text` of the certificate.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server allows only suites, groups or signatures that clients no longer offer."),
     nullptr}};
constexpr FixEntry cipherFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Allow suites that fit the certificate's key, and TLS 1.3."), nullptr}};

std::optional<Judgement> noSharedCipher(const Facts &facts)
{
    const TlsFacts *tls = failedTls(facts);
    if (!tls || tls->certificateRequested)
        return {};
    if (!isAlert(*tls, {alert::HandshakeFailure, alert::InsufficientSecurity}) &&
        !detailSays(*tls, {"no shared cipher", "no ciphers available", "no suitable signature"}))
        return {};
    Judgement judgement{.confidence = 0.88,
                        .title = Text::tr("Server and client have no cipher suite in common."),
                        .where = Text::tr("The fix belongs in the TLS settings of %1.").arg(facts.host()),
                        .evidence = evidenceOf(*tls)};
    // The same alert is what a server gives for a name without a certificate, if one was named at all.
    if (isAlert(*tls, {alert::HandshakeFailure}) && !tls->serverName.isEmpty())
        leaveOpen(judgement, Doubt::CipherOrName, facts);
    return judgement;
}

// tls.timeout

constexpr CauseEntry timeoutCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "A balancer accepts the connection, and the TLS server behind it hangs."),
     QT_TRANSLATE_NOOP("Diagnosis", "The balancer's log shows the backend as slow or down.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "Something on the way drops large packets, so that the ClientHello or "
                                    "the certificate never arrives."),
     QT_TRANSLATE_NOOP("Diagnosis", "It works with a smaller MTU: `ip link set dev eth0 mtu 1280`.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The port expects that the server speaks first, or is no TLS port."),
     nullptr}};
constexpr FixEntry timeoutFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Restart the server that hangs behind the balancer, and give the "
                                    "balancer a health check that does a handshake."),
     nullptr}};

std::optional<Judgement> timedOut(const Facts &facts)
{
    if (!facts.leading || facts.leading->outcome != Outcome::TlsTimedOut)
        return {};
    const QString where = Text::tr("The fix belongs in the TLS server, or in what stands before it.");
    const auto &tls = facts.leading->connection.tls;
    if (tls && !tls->firstBytes.isEmpty())
        return Judgement{
            .confidence = 0.9,
            .title = Text::tr("%1 begins the TLS handshake, and never finishes it.").arg(facts.host()),
            .where = where,
            .evidence = {fact(shown(tls->firstBytes, 80),
                              Text::tr("What came back to the ClientHello, then silence."))}};
    Judgement judgement{
        .confidence = 0.93,
        .title =
            Text::tr("%1 accepts the connection, and never answers the TLS handshake.").arg(facts.host()),
        .where = where,
        .evidence = {fact(Text::tr("no byte after the ClientHello"),
                          Text::tr("Connected, then silence until the time limit."))}};
    leaveOpen(judgement, Doubt::TlsSilent, facts);
    return judgement;
}

// tls.closed

constexpr CauseEntry closedCauses[] = {
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The port wants the PROXY protocol before TLS: it is meant to be reached through a balancer."),
     QT_TRANSLATE_NOOP("Diagnosis", "`accept-proxy` in HAProxy, `proxy_protocol` in nginx's listen.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A port forwarder or balancer accepts, and has no backend."), nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A firewall resets connections to this name or from this address."),
     QT_TRANSLATE_NOOP("Diagnosis", "From another network it works.")}};
constexpr FixEntry closedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Reach the server the way it is meant to be reached; its log says why it hangs up."),
     nullptr}};

std::optional<Judgement> closed(const Facts &facts)
{
    const TlsFacts *tls = failedTls(facts);
    if (!tls || facts.leading->outcome != Outcome::TlsFailed || receivedAlert(*tls))
        return {};
    if (tls->result != Result::ClosedByPeer && tls->result != Result::ResetByPeer)
        return {};
    const bool reset = tls->result == Result::ResetByPeer;
    Judgement judgement{.confidence = 0.9,
                        .title = (reset ? Text::tr("%1 resets the connection during the TLS handshake.")
                                        : Text::tr("%1 closes the connection during the TLS handshake."))
                                     .arg(facts.host()),
                        .where = Text::tr("The fix belongs in the server, or in what stands before it."),
                        .evidence =
                            evidenceOf(*tls) +
                            QList<Evidence>{fact(reset ? Text::tr("reset") : Text::tr("closed"),
                                                 Text::tr("After the ClientHello, without an alert."))}};
    if (!provesProxyLine(facts, judgement))
        leaveOpen(judgement, Doubt::TlsClosed, facts);
    return judgement;
}

// tls.handshake-failed

constexpr FixEntry failedFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Look for the handshake in the server's log; the name of the alert is the word to search for."),
     nullptr}};

/// The verification of this side refuses the certificate for a reason that no class names.
std::optional<Judgement> certificateRefused(const TlsFacts &tls, const Facts &facts)
{
    if (tls.errors.isEmpty() || std::any_of(tls.errors.begin(), tls.errors.end(), hasClass))
        return {};
    const observation::CertificateError &error = tls.errors.constFirst();
    return judged(
        tls,
        {.confidence = 0.8,
         .title =
             Text::tr("This side refuses the certificate: %1.").arg(QString::fromUtf8(error.name.left(60))),
         .evidence = {ofOpenSsl(error)}},
        facts);
}

std::optional<Judgement> handshakeFailed(const Facts &facts)
{
    const TlsFacts *tls = failedTls(facts);
    if (!tls || facts.leading->outcome != Outcome::TlsFailed || tls->result == Result::NotTls)
        return {};
    if (tls->result == Result::VerifyFailed)
        return certificateRefused(*tls, facts);
    const TlsAlert *received = receivedAlert(*tls);
    if (!received && (tls->result == Result::ClosedByPeer || tls->result == Result::ResetByPeer))
        return {};
    return Judgement{.confidence = 0.7,
                     .title = received ? Text::tr("The server ends the TLS handshake with the alert %1.")
                                             .arg(QString::fromUtf8(received->name))
                                       : Text::tr("The TLS handshake with %1 fails.").arg(facts.host()),
                     .where = Text::tr("The fix belongs in the TLS settings of %1.").arg(facts.host()),
                     .evidence = evidenceOf(*tls)};
}

constexpr const char *references[] = {"RFC 8446 section 6", "RFC 5246 section 7.2"};
constexpr const char *specific[] = {"tls.handshake-failed", "tls.closed", "http.closed-without-response",
                                    "upgrade.dropped"};

constexpr FailureClass table[] = {
    {.id = "tls.version-unsupported",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "No TLS version in common"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Server and client share no version of TLS. Versions 1.0 and 1.1 are no longer accepted."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tls.no-shared-cipher: the version fits, the suites do not."),
     .causes = versionCauses,
     .fixes = versionFixes,
     .references = references,
     .refines = specific,
     .judge = versionUnsupported},
    {.id = "tls.no-shared-cipher",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "No cipher suite in common"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server found nothing it may use among what the client offered, and said handshake_failure."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "If the server asked for a certificate before the same "
                                                 "alert, it is tls.client-certificate-required."),
     .causes = cipherCauses,
     .fixes = cipherFixes,
     .references = references,
     .refines = specific,
     .judge = noSharedCipher},
    {.id = "tls.timeout",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The TLS handshake is never answered"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "TCP connects, the ClientHello is sent, and no byte comes back within the time limit."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "tcp.timeout does not even connect. tls.not-tls sends something back."),
     .causes = timeoutCauses,
     .fixes = timeoutFixes,
     .references = references,
     .judge = timedOut},
    {.id = "tls.closed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The connection ends during the TLS handshake"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The peer closes or resets the connection before the "
                                               "handshake is complete, without an alert that says why."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "An alert names its reason. http.closed-without-response completes the handshake first."),
     .causes = closedCauses,
     .fixes = closedFixes,
     .references = references,
     .judge = closed},
    {.id = "tls.handshake-failed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The TLS handshake fails with another alert"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The handshake ends with an alert that has no class of its own; it is named."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Every alert with a usual reason has its own class: version, cipher, client certificate, name."),
     .fixes = failedFixes,
     .references = references,
     .judge = handshakeFailed},
};

} // namespace

std::span<const FailureClass> tlsHandshake()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
