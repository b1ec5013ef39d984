#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

#include <QLocale>

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::CertificateError;
using observation::CertificateFacts;
using observation::TlsFacts;

/// OpenSSL's X509_V_ERR_… numbers; they are part of its stable interface.
namespace verify {
enum Code {
    IssuerNotFound = 2,
    NotYetValid = 9,
    Expired = 10,
    SelfSigned = 18,
    SelfSignedInChain = 19,
    IssuerNotFoundLocally = 20,
    LeafNotVerified = 21,
    InvalidPurpose = 26,
    Untrusted = 27,
    HostMismatch = 62,
    AddressMismatch = 64,
    LeafKeyTooSmall = 66,
    AuthorityKeyTooSmall = 67,
    DigestTooWeak = 68,
};
}

const TlsFacts *tlsOf(const Facts &facts)
{
    return facts.leading && facts.leading->connection.tls ? &*facts.leading->connection.tls : nullptr;
}

const CertificateError *errorOf(const TlsFacts &tls, std::initializer_list<int> codes)
{
    const auto found = std::find_if(tls.errors.begin(), tls.errors.end(), [&](const CertificateError &error) {
        return std::find(codes.begin(), codes.end(), error.code) != codes.end();
    });
    return found == tls.errors.end() ? nullptr : &*found;
}

const CertificateFacts *certificateAt(const TlsFacts &tls, int depth)
{
    return depth >= 0 && depth < tls.chain.size() ? &tls.chain.at(depth) : nullptr;
}

QString dated(const QDateTime &time)
{
    return QLocale(QLocale::English).toString(time.toUTC().date(), QStringLiteral("d MMMM yyyy"));
}

Evidence ofOpenSsl(const CertificateError &error)
{
    return fact(
        QString::fromUtf8(error.name.left(120)),
        error.depth == 0
            ? Text::tr("The verification says so about the server's certificate.")
            : Text::tr("The verification says so about certificate %1 of the chain.").arg(error.depth + 1));
}

Evidence subject(const CertificateFacts &certificate)
{
    return fact(shown(certificate.subject.toUtf8(), 100),
                Text::tr("Issued by %1, valid from %2 to %3.")
                    .arg(shown(certificate.issuer.toUtf8(), 80), dated(certificate.notBefore),
                         dated(certificate.notAfter)));
}

/// Without verification the connection is made all the same, and clients that verify still refuse it.
Judgement judged(const TlsFacts &tls, Judgement judgement, const Facts &facts)
{
    if (tls.verificationSkipped)
        judgement.severity = Severity::Warning;
    if (judgement.where.isEmpty())
        judgement.where = Text::tr("The fix belongs in the certificate of %1.").arg(facts.host());
    const observation::Exchange *behind = facts.exchangeOf("unverified");
    if (behind && behind->response)
        judgement.evidence.append(outcome(
            *behind,
            Text::tr(
                "What lies behind the certificate, asked without verification and without credentials.")));
    return judgement;
}

QString daysBetween(const QDateTime &from, const QDateTime &to)
{
    const qint64 days = from.daysTo(to);
    return days == 1 ? Text::tr("1 day") : Text::tr("%1 days").arg(days);
}

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
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis",
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
    {"general", QT_TRANSLATE_NOOP("Diagnosis", "Set the clock right, or issue the certificate again."),
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

// tls.self-signed

constexpr CauseEntry selfSignedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server still has the certificate made for development or by its installer."),
     nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The request reached the default site of the server, not the one with the real certificate."),
     QT_TRANSLATE_NOOP("Diagnosis", "The subject names another host.")}};
constexpr FixEntry trustFixes[] = {
    {"general",
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Use a certificate of a public authority; for a private one, trust its root on the clients."),
     "wirewise-cli check --cacert root.pem wss://chat.example.com/ws"}};

std::optional<Judgement> selfSigned(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls)
        return {};
    const CertificateError *error = errorOf(*tls, {verify::SelfSigned});
    const CertificateError *unknown = errorOf(*tls, {verify::IssuerNotFoundLocally, verify::LeafNotVerified});
    if (!error && unknown && tls->chain.size() == 1 && tls->chain.constFirst().selfIssued)
        error = unknown;
    if (!error)
        return {};
    QList<Evidence> evidence{ofOpenSsl(*error)};
    if (const CertificateFacts *leaf = certificateAt(*tls, 0))
        evidence.append(subject(*leaf));
    return judged(*tls,
                  {.confidence = 0.98,
                   .title = Text::tr("The certificate is self-signed: nobody vouches for it."),
                   .evidence = evidence},
                  facts);
}

// tls.untrusted-issuer and tls.incomplete-chain

/// The issuer of the last certificate was not sent, and the certificates themselves say where it can be
/// fetched: public ones do, private roots do not.
bool issuerCouldBeFetched(const TlsFacts &tls)
{
    if (tls.chain.isEmpty())
        return false;
    const CertificateFacts &leaf = tls.chain.constFirst();
    if (leaf.selfIssued)
        return false;
    const bool issuerSent =
        std::any_of(tls.chain.begin() + 1, tls.chain.end(),
                    [&](const CertificateFacts &other) { return other.subject == leaf.issuer; });
    if (!issuerSent)
        return !leaf.caIssuersUrl.isEmpty() || tls.chain.size() > 1;
    const CertificateFacts &last = tls.chain.constLast();
    return !last.selfIssued && !last.caIssuersUrl.isEmpty() && tls.chain.size() < 3;
}

const CertificateError *issuerError(const TlsFacts &tls)
{
    return errorOf(tls, {verify::IssuerNotFoundLocally, verify::IssuerNotFound, verify::LeafNotVerified,
                         verify::SelfSignedInChain, verify::Untrusted});
}

constexpr CauseEntry untrustedCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The certificate comes from a private authority that this computer does not know."),
     QT_TRANSLATE_NOOP("Diagnosis", "The issuer's name is that of a company or a tool.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A proxy on the way opens TLS and signs with its own authority."),
     QT_TRANSLATE_NOOP("Diagnosis", "From another network the issuer is another.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The list of trusted roots of this computer is old."), nullptr}};

std::optional<Judgement> untrustedIssuer(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    const CertificateError *error = tls ? issuerError(*tls) : nullptr;
    if (!error || issuerCouldBeFetched(*tls))
        return {};
    if (tls->chain.size() == 1 && tls->chain.constFirst().selfIssued)
        return {};
    const bool rootSent = !tls->chain.isEmpty() && tls->chain.constLast().selfIssued;
    QList<Evidence> evidence{ofOpenSsl(*error)};
    QString issuer;
    if (!tls->chain.isEmpty()) {
        evidence.append(subject(tls->chain.constLast()));
        issuer = shown(tls->chain.constLast().issuer.toUtf8(), 40);
    }
    return judged(
        *tls,
        {.confidence = rootSent ? 0.97 : 0.75,
         .title = issuer.isEmpty() ? Text::tr("This computer does not trust the issuer of the certificate.")
                                   : Text::tr("This computer does not trust the issuer %1.").arg(issuer),
         .where = Text::tr("The fix belongs in the certificate, or in the trusted roots of the clients."),
         .evidence = evidence},
        facts);
}

constexpr CauseEntry incompleteCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server was given cert.pem instead of fullchain.pem: the intermediate is not sent."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl s_client -showcerts` lists one certificate.")}};
constexpr FixEntry incompleteFixes[] = {
    {"nginx",
     QT_TRANSLATE_NOOP(
         "Diagnosis", "Send the leaf and the intermediate, then reload; scripts then verify as browsers do."),
     "- ssl_certificate cert.pem;\n+ ssl_certificate fullchain.pem;", true},
    {"apache", QT_TRANSLATE_NOOP("Diagnosis", "Send the whole chain, then reload."),
     "- SSLCertificateFile cert.pem\n+ SSLCertificateFile fullchain.pem"},
    {"haproxy",
     QT_TRANSLATE_NOOP("Diagnosis", "Put leaf, intermediate and key into the one file, then reload."),
     "cat fullchain.pem privkey.pem > site.pem"},
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Send the server's certificate and the intermediate, in this order."),
     "cat cert.pem intermediate.pem > fullchain.pem"}};

std::optional<Judgement> incompleteChain(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    const CertificateError *error = tls ? issuerError(*tls) : nullptr;
    if (!error || !issuerCouldBeFetched(*tls))
        return {};
    const CertificateFacts &last = tls->chain.constLast();
    QList<Evidence> evidence{ofOpenSsl(*error), subject(tls->chain.constFirst())};
    if (!last.caIssuersUrl.isEmpty())
        evidence.append(fact(
            shown(last.caIssuersUrl, 120),
            Text::tr("The certificate says where its issuer can be fetched: the server should send it.")));
    return judged(
        *tls,
        {.confidence = 0.94,
         .title = Text::tr("The server does not send the intermediate certificate."),
         .where =
             Text::tr("The fix belongs in the TLS settings of %1: send the full chain.").arg(facts.host()),
         .evidence = evidence},
        facts);
}

// tls.hostname-mismatch

constexpr CauseEntry mismatchCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The address uses a name or an IP address that the certificate does not cover."),
     QT_TRANSLATE_NOOP("Diagnosis", "The names of the certificate are in the evidence.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The request reached the default site: the server does not know this name."),
     nullptr}};
constexpr FixEntry mismatchFixes[] = {
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis",
                       "Use a name of the certificate in the address, or issue one for this name."),
     "certbot certonly --nginx -d chat.example.com"}};

std::optional<Judgement> hostnameMismatch(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls || tls->chain.isEmpty() || tls->commonNameOnly)
        return {};
    const CertificateError *error = errorOf(*tls, {verify::HostMismatch, verify::AddressMismatch});
    if (!error)
        return {};
    const CertificateFacts &leaf = tls->chain.constFirst();
    QList<QByteArray> names = leaf.dnsNames + leaf.ipAddresses;
    if (names.isEmpty() && !leaf.commonName.isEmpty())
        names.append(leaf.commonName.toUtf8());
    const QString listed = shown(names.mid(0, 6).join(", "), 160);
    return judged(
        *tls,
        {.confidence = 0.98,
         .title = names.isEmpty()
                      ? Text::tr("The certificate is not for %1.").arg(shown(facts.endpoint->host, 40))
                      : Text::tr("The certificate is for %1, not for %2.")
                            .arg(shown(names.constFirst(), 32), shown(facts.endpoint->host, 32)),
         .where = Text::tr("The fix belongs in the address, or in the certificate."),
         .evidence = {fact(listed, Text::tr("The names that the certificate covers.")), ofOpenSsl(*error)}},
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

// tls.common-name-only

constexpr CauseEntry commonNameCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The certificate was made with an old recipe that sets only the common name."),
     nullptr}};
constexpr FixEntry commonNameFixes[] = {
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Issue it again with subjectAltName; browsers then accept it."),
     "openssl req -new -key key.pem -subj /CN=chat.example.com \\\n+   -addext "
     "subjectAltName=DNS:chat.example.com",
     true}};

std::optional<Judgement> commonNameOnly(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls || !tls->commonNameOnly || tls->chain.isEmpty())
        return {};
    return Judgement{
        .confidence = 0.98,
        .title = Text::tr("The certificate has no subjectAltName: browsers refuse it, OpenSSL does not."),
        .where = Text::tr("The fix belongs in the certificate of %1.").arg(facts.host()),
        .evidence = {fact(shown(tls->chain.constFirst().commonName.toUtf8(), 100),
                          Text::tr("The common name matches, and no other name is there."))}};
}

// tls.wrong-purpose

constexpr CauseEntry purposeCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "A client certificate was installed on the server."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`openssl x509 -noout -ext extendedKeyUsage` shows no TLS Web Server Authentication.")}};
constexpr FixEntry purposeFixes[] = {{"general",
                                      QT_TRANSLATE_NOOP("Diagnosis", "Issue a certificate for servers."),
                                      "+ extendedKeyUsage = serverAuth"}};

std::optional<Judgement> wrongPurpose(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    if (!tls)
        return {};
    const CertificateError *error = errorOf(*tls, {verify::InvalidPurpose});
    if (!error)
        return {};
    QList<Evidence> evidence{ofOpenSsl(*error)};
    if (const CertificateFacts *certificate = certificateAt(*tls, error->depth))
        evidence.append(subject(*certificate));
    return judged(*tls,
                  {.confidence = 0.97,
                   .title = Text::tr("The certificate is not meant for servers."),
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
    {"general",
     QT_TRANSLATE_NOOP("Diagnosis", "Make a new key and issue the certificate again with SHA-256."),
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

constexpr const char *references[] = {"RFC 5280 section 6", "RFC 6455 section 4.1"};
constexpr const char *nameReferences[] = {"RFC 9525 section 6"};
constexpr const char *weakRefines[] = {"tls.handshake-failed"};
constexpr char proof[] =
    "openssl s_client -connect HOST:PORT -servername HOST -showcerts </dev/null | openssl x509 -noout -text";

constexpr FailureClass table[] = {
    {.id = "tls.expired",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate has expired"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The certificate, or one that vouches for it, is past its last day. "
                                        "Clients refuse the connection before anything is asked."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "tls.not-yet-valid is the other end of its time. A clock that is wrong here makes either."),
     .proveIt = proof,
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
     .proveIt = proof,
     .causes = notYetCauses,
     .fixes = notYetFixes,
     .references = references,
     .judge = notYetValid},
    {.id = "tls.self-signed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is self-signed"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The certificate vouches for itself. A client that was not "
                                               "told to trust this very certificate refuses it."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tls.untrusted-issuer: somebody else signed it, whom this computer does not know."),
     .proveIt = proof,
     .causes = selfSignedCauses,
     .fixes = trustFixes,
     .references = references,
     .judge = selfSigned},
    {.id = "tls.untrusted-issuer",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The issuer of the certificate is not trusted"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The chain ends at an authority that is not among the trusted roots of this computer."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tls.incomplete-chain: the leaf names a place where its issuer can be fetched "
                      "(caIssuers), as public certificates do; the server only does not send it."),
     .proveIt = proof,
     .causes = untrustedCauses,
     .fixes = trustFixes,
     .references = references,
     .judge = untrustedIssuer},
    {.id = "tls.incomplete-chain",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The intermediate certificate is missing"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server sends its own certificate without the one between it and the trusted root. "
                      "Browsers often fetch or remember it; scripts and servers do not."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "tls.untrusted-issuer: the issuer is private, and the certificate names no place to fetch it from."),
     .proveIt = proof,
     .causes = incompleteCauses,
     .fixes = incompleteFixes,
     .references = references,
     .judge = incompleteChain},
    {.id = "tls.hostname-mismatch",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is for another name"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "None of the names in the certificate is the host of the address."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tls.common-name-only: the name is there, in the common name alone. "
                                        "tls.unrecognized-name: the server itself refuses the name."),
     .proveIt = proof,
     .causes = mismatchCauses,
     .fixes = mismatchFixes,
     .references = nameReferences,
     .judge = hostnameMismatch},
    {.id = "tls.wrong-purpose",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is not meant for servers"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "The extended key usage of the certificate does not allow TLS servers."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "The other tls classes are about time, name and issuer."),
     .proveIt = proof,
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
     .proveIt = proof,
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
     .proveIt = proof,
     .causes = expiredCauses,
     .fixes = renewFixes,
     .references = references,
     .judge = expiresSoon},
    {.id = "tls.common-name-only",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate has no subjectAltName"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The host stands in the common name alone. Browsers and Go look only at subjectAltName "
                      "and refuse; OpenSSL, and so many scripts, still accept it."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tls.hostname-mismatch: the name is not in the certificate at all."),
     .proveIt = proof,
     .causes = commonNameCauses,
     .fixes = commonNameFixes,
     .references = nameReferences,
     .judge = commonNameOnly},
};

} // namespace

std::span<const FailureClass> tlsCertificate()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
