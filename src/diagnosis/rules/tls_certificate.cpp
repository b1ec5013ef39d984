#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/certificates.h"
#include "diagnosis/rules/tables.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::CertificateError;
using observation::CertificateFacts;
using observation::TlsFacts;

// tls.expired

constexpr CauseEntry expiredCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The renewal did not run, or failed."),
     QT_TRANSLATE_NOOP("Diagnosis", "`certbot certificates` or the log of the ACME client.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The certificate was renewed, and the server was not reloaded."),
     QT_TRANSLATE_NOOP("Diagnosis", "The file on disk is newer than what the server sends.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The clock of this computer is wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "`date -u`.")}};
constexpr FixEntry renewFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Renew the certificate, then reload the server so that it sends the new one."),
     "certbot renew\nsystemctl reload nginx"}};

std::optional<Judgement> expired(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    const CertificateError *error = tls ? errorOf(*tls, {verify::Expired}) : nullptr;
    if (!error)
        return {};
    const CertificateFacts *certificate = certificateAt(*tls, error->depth);
    QList<Evidence> evidence{ofOpenSsl(*error)};
    QString title = Text::tr("The certificate has expired.");
    if (certificate) {
        evidence.append(subject(*certificate));
        const QString ago = daysBetween(certificate->notAfter, facts.seen.startedAt);
        title = (error->depth == 0 ? Text::tr("The certificate ended %1 ago, on %2.")
                                   : Text::tr("A certificate of the issuer ended %1 ago, on %2."))
                    .arg(ago, dated(certificate->notAfter));
    }
    return judged(*tls, {.confidence = 0.99, .title = title, .evidence = evidence}, facts);
}

// tls.not-yet-valid

constexpr CauseEntry notYetCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The clock of this computer is behind."),
     QT_TRANSLATE_NOOP("Diagnosis", "`date -u`, compared with another machine.")},
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The certificate was issued with a wrong clock, or for a later date on purpose."),
     nullptr}};
constexpr FixEntry notYetFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Set the clock right, or issue the certificate again."),
     "timedatectl set-ntp true"}};

std::optional<Judgement> notYetValid(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    const CertificateError *error = tls ? errorOf(*tls, {verify::NotYetValid}) : nullptr;
    if (!error)
        return {};
    const CertificateFacts *certificate = certificateAt(*tls, error->depth);
    QList<Evidence> evidence{ofOpenSsl(*error)};
    if (certificate)
        evidence.append(subject(*certificate));
    return judged(
        *tls,
        {.confidence = 0.99,
         .title = certificate
                      ? Text::tr("The certificate is not valid before %1, or the clock here is behind.")
                            .arg(dated(certificate->notBefore))
                      : Text::tr("The certificate is not valid yet, or the clock here is behind."),
         .where = Text::tr("The fix belongs in the certificate, or in the clock of this computer."),
         .evidence = evidence},
        facts);
}

// tls.expires-soon

constexpr qint64 soonDays = 14;

std::optional<Judgement> expiresSoon(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls || tls->chain.isEmpty() || !facts.seen.startedAt.isValid())
        return {};
    const CertificateFacts &leaf = tls->chain.constFirst();
    const qint64 seconds = facts.seen.startedAt.secsTo(leaf.notAfter);
    if (!leaf.notAfter.isValid() || seconds <= 0 || seconds >= soonDays * 86400)
        return {};
    return Judgement{.confidence = 0.99,
                     .title =
                         Text::tr("The certificate ends in %1, on %2.")
                             .arg(daysBetween(facts.seen.startedAt, leaf.notAfter), dated(leaf.notAfter)),
                     .where = Text::tr("The fix belongs in the renewal of the certificate."),
                     .evidence = {subject(leaf)}};
}

// tls.wrong-purpose

constexpr CauseEntry purposeCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "A client certificate was installed on the server."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`openssl x509 -noout -ext extendedKeyUsage` shows no TLS Web Server Authentication.")}};
constexpr FixEntry purposeFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Issue a certificate for servers."), "+ extendedKeyUsage = serverAuth"}};

std::optional<Judgement> wrongPurpose(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls)
        return {};
    const CertificateError *error = errorOf(*tls, {verify::InvalidPurpose});
    if (!error || mayNotVouch(*tls))
        return {};
    QList<Evidence> evidence{ofOpenSsl(*error)};
    if (const CertificateFacts *certificate = certificateAt(*tls, error->depth))
        evidence.append(subject(*certificate));
    return judged(*tls,
                  {.confidence = 0.97,
                   .title = error->depth == 0
                                ? Text::tr("The certificate is not meant for servers.")
                                : Text::tr("An issuer in the chain is not meant for servers' certificates."),
                   .evidence = evidence},
                  facts);
}

// tls.weak-certificate

constexpr CauseEntry weakCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The key is shorter than 2048 bits (RSA), or the signature uses SHA-1 or MD5."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl x509 -noout -text` shows both.")}};
constexpr FixEntry weakFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Make a new key and issue the certificate again with SHA-256."),
     "openssl ecparam -name prime256v1 -genkey -noout -out key.pem"}};

std::optional<Judgement> weak(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls)
        return {};
    const CertificateError *error =
        errorOf(*tls, {verify::LeafKeyTooSmall, verify::AuthorityKeyTooSmall, verify::DigestTooWeak});
    const QString detail = tls->detail.toLower();
    const bool said =
        detail.contains(QLatin1String("key too small")) || detail.contains(QLatin1String("md too weak"));
    if (!error && !(said && tls->result != TlsFacts::Result::Complete))
        return {};
    QList<Evidence> evidence{error ? ofOpenSsl(*error)
                                   : fact(tls->detail.left(160), Text::tr("The verification says so."))};
    QString what = Text::tr("The certificate is too weak: key or signature.");
    if (const CertificateFacts *certificate = certificateAt(*tls, error ? error->depth : 0)) {
        evidence.append(subject(*certificate));
        what = Text::tr("The certificate is too weak: %1, %2 bits, signed with %3.")
                   .arg(shown(certificate->keyType, 12))
                   .arg(certificate->keyBits)
                   .arg(shown(certificate->signatureAlgorithm, 30));
    }
    return judged(*tls, {.confidence = 0.95, .title = what, .evidence = evidence}, facts);
}

// tls.revoked

constexpr CauseEntry revokedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The certificate was replaced and withdrawn, and the server still sends "
                                    "the old one."),
     QT_TRANSLATE_NOOP("Diagnosis", "The serial number is that of an earlier order at the authority.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The key became known, or was taken for known."),
     QT_TRANSLATE_NOOP("Diagnosis", "The reason of the revocation is keyCompromise.")}};
constexpr FixEntry revokedFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Issue a certificate with a new key, then reload the server so that it sends it."),
     "certbot renew --force-renewal\nsystemctl reload nginx"}};

std::optional<Judgement> revoked(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls || tls->chain.isEmpty() || !tls->staple || !tls->staple->signatureFits ||
        tls->staple->state != observation::StapledStatus::State::Revoked)
        return {};
    const observation::StapledStatus &staple = *tls->staple;
    const QString since = dated(staple.revokedAt);
    return Judgement{
        .confidence = 0.97,
        .title = Text::tr("The certificate was revoked on %1: browsers refuse it.").arg(since),
        .where = Text::tr("The fix belongs in the certificate of %1.").arg(facts.host()),
        .evidence = {fact(staple.reason.isEmpty() ? Text::tr("revoked")
                                                  : Text::tr("revoked: %1").arg(shown(staple.reason, 40)),
                          Text::tr("The status that the server sends along, signed by the issuer.")),
                     subject(tls->chain.constFirst())}};
}

constexpr const char *references[] = {"RFC 5280 section 6", "RFC 6455 section 4.1"};
constexpr const char *statusReferences[] = {"RFC 6960 section 4.2", "RFC 6066 section 8"};
constexpr const char *weakRefines[] = {"tls.handshake-failed"};

constexpr FailureClass table[] = {
    {.id = "tls.expired",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate has expired"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The certificate, or one that vouches for it, is past its last day. "
                                        "Clients refuse the connection before anything is asked."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "tls.not-yet-valid is the other end of its time. A clock that is wrong here makes either."),
     .causes = expiredCauses,
     .fixes = renewFixes,
     .references = references,
     .judge = expired},
    {.id = "tls.not-yet-valid",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is not valid yet"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The first day of the certificate lies in the future, seen by the clock of this computer."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "Compare the clock here first: a clock that is behind is the usual reason."),
     .causes = notYetCauses,
     .fixes = notYetFixes,
     .references = references,
     .judge = notYetValid},
    {.id = "tls.wrong-purpose",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is not meant for servers"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "The extended key usage of the certificate does not allow TLS servers."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "The other tls classes are about time, name and issuer."),
     .causes = purposeCauses,
     .fixes = purposeFixes,
     .references = references,
     .judge = wrongPurpose},
    {.id = "tls.weak-certificate",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is too weak"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The key is too short or the signature too old for today's clients."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "tls.no-shared-cipher and tls.version-unsupported are about the connection, not the certificate."),
     .causes = weakCauses,
     .fixes = weakFixes,
     .references = references,
     .refines = weakRefines,
     .judge = weak},
    {.id = "tls.expires-soon",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate ends soon"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is valid, for less than 14 days more."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "tls.expired is past its end."),
     .causes = expiredCauses,
     .fixes = renewFixes,
     .references = references,
     .judge = expiresSoon},
    {.id = "tls.revoked",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate was revoked"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server sends the status of its certificate along (OCSP stapling), and the issuer "
                      "says in it that the certificate is withdrawn. Browsers refuse it; OpenSSL, and so "
                      "most scripts, do not look."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tls.expired is about its dates. Only a stapled status is read: nobody else is asked."),
     .causes = revokedCauses,
     .fixes = revokedFixes,
     .references = statusReferences,
     .judge = revoked},
};

} // namespace

std::span<const FailureClass> tlsCertificate()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
