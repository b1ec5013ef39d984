#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/certificates.h"
#include "diagnosis/rules/tables.h"
#include "diagnosis/undecided.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using observation::CertificateError;
using observation::CertificateFacts;
using observation::TlsFacts;

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
    {QT_TRANSLATE_NOOP(
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

/// Every certificate is there, and one of them signs what it may not sign. RFC 5280 section 6.1.4.
Judgement vouchedInVain(const TlsFacts &tls, const CertificateError &error, const Facts &facts)
{
    QList<Evidence> evidence{ofOpenSsl(error)};
    if (const CertificateFacts *certificate = certificateAt(tls, error.depth))
        evidence.append(subject(*certificate));
    return judged(
        tls,
        {.confidence = 0.9,
         .title = Text::tr("An issuer in the chain may not vouch for this certificate."),
         .where = Text::tr("The fix belongs in the certificates: another issuer, or one with the right."),
         .explanation =
             Text::tr("The chain is whole, and verification still refuses it: an issuer is no "
                      "authority, its limits (names, length of the path) exclude this certificate, "
                      "or the signature is not its own. Issue the certificate again from an "
                      "authority that may; `openssl verify -show_chain` then says OK."),
         .evidence = evidence},
        facts);
}

std::optional<Judgement> untrustedIssuer(const Facts &facts)
{
    const TlsFacts *tls = tlsOf(facts);
    const CertificateError *error = tls ? issuerError(*tls) : nullptr;
    if (const CertificateError *vain = tls && !error ? mayNotVouch(*tls) : nullptr)
        return vouchedInVain(*tls, *vain, facts);
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
    Judgement judgement = judged(
        *tls,
        {.confidence = rootSent ? 0.97 : 0.75,
         .title = issuer.isEmpty() ? Text::tr("This computer does not trust the issuer of the certificate.")
                                   : Text::tr("This computer does not trust the issuer %1.").arg(issuer),
         .where = Text::tr("The fix belongs in the certificate, or in the trusted roots of the clients."),
         .evidence = evidence},
        facts);
    if (!rootSent)
        leaveOpen(judgement, Doubt::RootOrIntermediate, facts);
    return judgement;
}

constexpr CauseEntry incompleteCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server was given cert.pem instead of fullchain.pem: the intermediate is not sent."),
     QT_TRANSLATE_NOOP("Diagnosis", "`openssl s_client -showcerts` lists one certificate.")}};
constexpr FixEntry incompleteFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the server's certificate and the intermediate, in this order."),
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
    {QT_TRANSLATE_NOOP("Diagnosis",
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

// tls.common-name-only

constexpr CauseEntry commonNameCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The certificate was made with an old recipe that sets only the common name."),
     nullptr}};
constexpr FixEntry commonNameFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Issue it again with subjectAltName; browsers then accept it."),
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

constexpr const char *references[] = {"RFC 5280 section 6", "RFC 6455 section 4.1"};
constexpr const char *nameReferences[] = {"RFC 9525 section 6"};

constexpr FailureClass table[] = {
    {.id = "tls.self-signed",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate is self-signed"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The certificate vouches for itself. A client that was not "
                                               "told to trust this very certificate refuses it."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "tls.untrusted-issuer: somebody else signed it, whom this computer does not know."),
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
     .causes = mismatchCauses,
     .fixes = mismatchFixes,
     .references = nameReferences,
     .judge = hostnameMismatch},
    {.id = "tls.common-name-only",
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The certificate has no subjectAltName"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The host stands in the common name alone. Browsers and Go look only at subjectAltName "
                      "and refuse; OpenSSL, and so many scripts, still accept it."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "tls.hostname-mismatch: the name is not in the certificate at all."),
     .causes = commonNameCauses,
     .fixes = commonNameFixes,
     .references = nameReferences,
     .judge = commonNameOnly},
};

} // namespace

std::span<const FailureClass> tlsTrust()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
