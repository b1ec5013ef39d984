#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/handshakes.h"
#include "diagnosis/rules/tables.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::Outcome;
using observation::TlsAlert;
using observation::TlsFacts;
using Result = TlsFacts::Result;

// tls.client-certificate-required

constexpr CauseEntry clientCertificateCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server lets in only clients with a certificate (mutual TLS), and none was sent."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl s_client` lists Acceptable client certificate CA names.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A certificate was sent, and comes from an authority that the server "
                                    "does not accept, or has expired."),
     nullptr}};
constexpr FixEntry clientCertificateFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send a client certificate from an authority that the server accepts."),
     "wirewise-cli check --cert client.pem --key-file client.key wss://chat.example.com/ws", true}};

std::optional<Judgement> clientCertificateRequired(const Facts &facts)
{
    if (!facts.leading || !facts.leading->connection.tls || facts.works)
        return {};
    const TlsFacts &tls = *facts.leading->connection.tls;
    const auto words = says(*facts.leading, Saying::WantsClientCertificate);
    const TlsFacts *failed = failedTls(facts);
    const bool aboutCertificate =
        isAlert(tls, {alert::HandshakeFailure, alert::NoCertificate, alert::BadCertificate,
                      alert::UnsupportedCertificate, alert::CertificateRevoked, alert::CertificateExpired,
                      alert::CertificateUnknown, alert::UnknownCa, alert::AccessDenied});
    const bool required = isAlert(tls, {alert::CertificateRequired});
    // Version, suite and the server's own certificate are settled when a server asks for one: if none is
    // sent, that is what it stumbles over, whatever its alert says (GnuTLS says decode_error).
    const bool refusedOnRequest = failed && tls.certificateRequested && tls.result != Result::VerifyFailed &&
                                  (aboutCertificate || !receivedAlert(tls) || !tls.clientCertificateSent);
    if (!words && !required && !refusedOnRequest)
        return {};
    QList<Evidence> evidence = evidenceOf(tls);
    if (words)
        evidence.prepend(received(*facts.leading, *words,
                                  Text::tr("The server says that it wants a client certificate.")));
    if (tls.certificateRequested)
        evidence.append(fact(Text::tr("CertificateRequest"),
                             Text::tr("The server asked for a certificate in the handshake.")));
    return Judgement{.confidence = words || required || aboutCertificate ? 0.97 : 0.85,
                     .title = tls.clientCertificateSent
                                  ? Text::tr("The server refuses the client certificate.")
                                  : Text::tr("The server wants a client certificate, and none was sent."),
                     .where = Text::tr("The fix belongs in the client: a certificate and its key."),
                     .evidence = evidence};
}

// tls.unrecognized-name

constexpr CauseEntry nameCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server has no site of that name, so it ends the handshake."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`openssl s_client -servername OTHER -connect HOST:PORT` with a configured name completes.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The DNS record points to a server that serves other names."), nullptr}};
constexpr FixEntry nameFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Use a name that the server is configured for, or configure this one."),
     nullptr}};

std::optional<Judgement> unrecognizedName(const Facts &facts)
{
    const TlsFacts *tls = failedTls(facts);
    if (!tls)
        return {};
    const bool named = isAlert(*tls, {alert::UnrecognizedName});
    // Go's TLS, and so Caddy, says internal_error where it has no certificate for a name.
    // An address without a host name sends no name that could be refused.
    const bool internal =
        isAlert(*tls, {alert::InternalError}) && tls->chain.isEmpty() && !tls->serverName.isEmpty();
    if (!named && !internal)
        return {};
    return Judgement{
        .confidence = named ? 0.97 : 0.7,
        .title = Text::tr("The server knows no site called %1.")
                     .arg(shown(tls->serverName.isEmpty() ? facts.endpoint->host : tls->serverName, 50)),
        .where = Text::tr("The fix belongs in the server's configuration, or in the name of the address."),
        .explanation = named ? QString()
                             : Text::tr("The server ends the handshake with internal_error before it sends a "
                                        "certificate. Caddy and other Go "
                                        "servers do so for a name that they have no certificate for. A fault "
                                        "inside the server looks the "
                                        "same: its log tells which."),
        .evidence = evidenceOf(*tls)};
}

constexpr const char *references[] = {"RFC 8446 section 6", "RFC 5246 section 7.2"};
constexpr const char *nameReferences[] = {"RFC 6066 section 3"};
constexpr const char *specific[] = {"tls.handshake-failed", "tls.closed", "http.closed-without-response",
                                    "upgrade.dropped"};
constexpr const char *certificateRefines[] = {"tls.handshake-failed",      "tls.closed",
                                              "tls.no-shared-cipher",      "http.closed-without-response",
                                              "upgrade.dropped",           "upgrade.bad-request",
                                              "upgrade.forbidden",         "upgrade.unauthorized",
                                              "upgrade.unexpected-status", "http.h2-only"};

constexpr FailureClass table[] = {
    {.id = "tls.client-certificate-required",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server wants a client certificate"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server asks for a certificate of the client and refuses without one it accepts. "
                      "In TLS 1.3 this shows only after the handshake looks complete."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tls.no-shared-cipher gives the same alert without a CertificateRequest before it."),
     .causes = clientCertificateCauses,
     .fixes = clientCertificateFixes,
     .references = references,
     .refines = certificateRefines,
     .judge = clientCertificateRequired},
    {.id = "tls.unrecognized-name",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The server rejects the host name"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The name in the ClientHello (SNI) belongs to no site of this server, and it ends the handshake."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "tls.hostname-mismatch: the server completes the handshake with a certificate for another name."),
     .causes = nameCauses,
     .fixes = nameFixes,
     .references = nameReferences,
     .refines = specific,
     .judge = unrecognizedName},
};

} // namespace

std::span<const FailureClass> tlsIdentity()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
