#include "lab/certificates.h"
#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

void switchRightly(Visit &visit)
{
    if (!answersPlainRequest(visit))
        visit.echo();
}

constexpr Serving showing(CertificateKind kind, bool wantsClientCertificate = false)
{
    return {.port = Serving::Port::Tls,
            .behaviour = switchRightly,
            .certificate = kind,
            .wantsClientCertificate = wantsClientCertificate};
}

Drawing untrusted(const char *label, bool broken = true)
{
    return direct({label, broken},
                  {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), broken});
}

const QByteArray Address = "wss://127.0.0.1:{port}/{id}";
const QByteArray NamedAddress = QByteArray("wss://") + LabName + ":{port}/{id}";
const QList<QByteArray> TrustLab{"--cacert", "{ca}"};

QList<QByteArray> trustAndResolve()
{
    return TrustLab + QList<QByteArray>{"--resolve", QByteArray(LabName) + ":{port}:127.0.0.1"};
}

QList<Scenario> timeScenarios()
{
    return {
        {.id = "tls.expired",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate has expired"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The certificate was valid for a year and ended 35 days ago. Its issuer is "
                    "trusted, its name is right."),
         .seen = {QT_TRANSLATE_NOOP(
             "Lab", "Verification fails on the certificate's end date, and on nothing else.")},
         .confusedWith = {{"tls.not-yet-valid", QT_TRANSLATE_NOOP("Lab", "there the first day lies ahead")},
                          {"tls.expires-soon", QT_TRANSLATE_NOOP("Lab", "there some days are left")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "expired")),
         .serving = showing(CertificateKind::Expired),
         .address = Address,
         .options = TrustLab},
        {.id = "tls.not-yet-valid",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate is not valid yet"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The certificate's first day is a month ahead. The same is seen when the "
                                    "clock of the computer that checks is wrong."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Verification fails on the certificate's start date.")},
         .confusedWith = {{"tls.expired", QT_TRANSLATE_NOOP("Lab", "there the last day is past")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "not yet valid")),
         .serving = showing(CertificateKind::NotYetValid),
         .address = Address,
         .options = TrustLab},
        {.id = "tls.expires-soon",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate expires in five days"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "Everything works, and will stop in five days unless somebody renews the "
                                    "certificate."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets 101."),
                  QT_TRANSLATE_NOOP("Lab", "Less than 14 days are left: a warning.")},
         .confusedWith = {{"tls.expired",
                           QT_TRANSLATE_NOOP("Lab", "there the last day is past, and nothing works")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "5 days left"), false),
         .serving = showing(CertificateKind::ExpiresSoon),
         .address = Address,
         .options = TrustLab},
    };
}

QList<Scenario> issuerScenarios()
{
    return {
        {.id = "tls.self-signed",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate signs itself"),
         .story = QT_TRANSLATE_NOOP("Lab", "The server shows a certificate that nobody else signed, as many "
                                           "development servers do."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Issuer and subject of the certificate are the same."),
                  QT_TRANSLATE_NOOP("Lab", "Verification fails at the first certificate.")},
         .confusedWith = {{"tls.untrusted-issuer",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there somebody signed it whom this computer does not trust")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "self-signed")),
         .serving = showing(CertificateKind::SelfSigned),
         .address = Address},
        {.id = "tls.untrusted-issuer",
         .title = QT_TRANSLATE_NOOP("Lab", "The issuer is not trusted"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The certificate was signed by an authority that this computer does not "
                                    "know, as those of companies are. The server sends its root along."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The chain ends in a root that is not among the trusted ones.")},
         .confusedWith = {{"tls.self-signed",
                           QT_TRANSLATE_NOOP("Lab", "there the server's own certificate signs itself")},
                          {"tls.incomplete-chain",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there the root is trusted, but one in between is missing")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "unknown root")),
         .serving = showing(CertificateKind::UntrustedIssuer),
         .address = Address},
        {.id = "tls.incomplete-chain",
         .title = QT_TRANSLATE_NOOP("Lab", "A certificate in between is missing"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A trusted root signed an intermediate, which signed the server's certificate. "
                    "The server sends only its own. Browsers may know the intermediate from "
                    "elsewhere; other clients fail."),
         .seen = {QT_TRANSLATE_NOOP("Lab",
                                    "The server sends one certificate, and its issuer cannot be found."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "The certificate names an address where its issuer's could be had.")},
         .confusedWith = {{"tls.untrusted-issuer",
                           QT_TRANSLATE_NOOP("Lab", "there the root itself is unknown")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "a link is missing")),
         .serving = showing(CertificateKind::MissingIntermediate),
         .address = Address,
         .options = TrustLab},
    };
}

QList<Scenario> nameScenarios()
{
    return {
        {.id = "tls.hostname-mismatch",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate is for another name"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The certificate is good and its issuer trusted, but it was made for "
                                      "`other.example`."),
         .seen = {QT_TRANSLATE_NOOP("Lab",
                                    "The names in the certificate do not hold the one in the address.")},
         .confusedWith = {{"tls.unrecognized-name",
                           QT_TRANSLATE_NOOP("Lab",
                                             "there the server refuses the name and shows no certificate")},
                          {"tls.common-name-only",
                           QT_TRANSLATE_NOOP("Lab", "there the name is right, in the wrong field")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "other.example")),
         .serving = showing(CertificateKind::WrongHost),
         .address = Address,
         .options = TrustLab},
        {.id = "tls.common-name-only",
         .title = QT_TRANSLATE_NOOP("Lab", "The name stands only in the old field"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The certificate has a common name and no subjectAltName. OpenSSL still "
                                    "takes it, browsers do not."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The upgrade gets 101 here."),
                  QT_TRANSLATE_NOOP("Lab", "The certificate has no subjectAltName: a warning.")},
         .confusedWith = {{"tls.hostname-mismatch",
                           QT_TRANSLATE_NOOP("Lab", "there the name is another one")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "CN only"), false),
         .serving = showing(CertificateKind::CommonNameOnly),
         .address = NamedAddress,
         .options = trustAndResolve()},
        {.id = "tls.wrong-purpose",
         .title = QT_TRANSLATE_NOOP("Lab", "The certificate is not for servers"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The certificate says that it is for clients only. Issuer, name and dates "
                    "are right."),
         .seen = {QT_TRANSLATE_NOOP("Lab",
                                    "The extended key usage names client authentication and nothing else.")},
         .confusedWith = {{"tls.client-certificate-required",
                           QT_TRANSLATE_NOOP("Lab", "there the server wants such a certificate from you")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "for clients")),
         .serving = showing(CertificateKind::WrongPurpose),
         .address = Address,
         .options = TrustLab},
        {.id = "tls.weak-certificate",
         .title = QT_TRANSLATE_NOOP("Lab", "The issuer's key is too short"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The certificate is right and its root trusted. The one in between, which signed it, has "
                    "an RSA key of 768 bits, which can be broken at home."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Verification fails on the strength of a key, on nothing else.")},
         .confusedWith = {{"tls.untrusted-issuer", QT_TRANSLATE_NOOP("Lab", "there the root is not known")},
                          {"tls.no-shared-cipher",
                           QT_TRANSLATE_NOOP("Lab", "there it is the connection, not the certificate")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "768 bits")),
         .serving = showing(CertificateKind::WeakIssuer),
         .address = Address,
         .options = TrustLab},
        {.id = "tls.client-certificate-required",
         .title = QT_TRANSLATE_NOOP("Lab", "The server wants a certificate from you"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server's own certificate is right. It asks for one of the client's, gets "
                    "none and ends the connection. In TLS 1.3 that comes after the handshake "
                    "looks complete."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "A CertificateRequest in the handshake."),
                  QT_TRANSLATE_NOOP("Lab", "Then an alert in place of an answer.")},
         .confusedWith = {{"tls.no-shared-cipher",
                           QT_TRANSLATE_NOOP("Lab", "there no certificate was asked for")},
                          {"upgrade.unauthorized", QT_TRANSLATE_NOOP("Lab", "there HTTP says 401")}},
         .drawing = untrusted(QT_TRANSLATE_NOOP("Lab", "your certificate?")),
         .serving = showing(CertificateKind::Good, true),
         .address = Address,
         .options = TrustLab},
    };
}

} // namespace

QList<Scenario> certificateScenarios()
{
    return timeScenarios() + issuerScenarios() + nameScenarios();
}

} // namespace wirewise::lab
