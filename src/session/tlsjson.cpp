#include "session/tlsjson.h"

#include "session/jsonfields.h"
#include "session/jsonlists.h"

namespace wirewise::session {

using namespace observation;

namespace {

/// What older versions do not know is written only where there is something to say.
QJsonObject toJson(const CertificateFacts &certificate)
{
    QJsonObject object{
        {QStringLiteral("subject"), certificate.subject},
        {QStringLiteral("issuer"), certificate.issuer},
        {QStringLiteral("commonName"), certificate.commonName},
        {QStringLiteral("dnsNames"), jsonOf(certificate.dnsNames)},
        {QStringLiteral("ipAddresses"), jsonOf(certificate.ipAddresses)},
        {QStringLiteral("notBefore"), jsonOf(certificate.notBefore)},
        {QStringLiteral("notAfter"), jsonOf(certificate.notAfter)},
        {QStringLiteral("keyType"), jsonOf(certificate.keyType)},
        {QStringLiteral("keyBits"), certificate.keyBits},
        {QStringLiteral("signatureAlgorithm"), jsonOf(certificate.signatureAlgorithm)},
        {QStringLiteral("sha256"), jsonOf(certificate.sha256)},
        {QStringLiteral("caIssuersUrl"), jsonOf(certificate.caIssuersUrl)},
        {QStringLiteral("selfIssued"), certificate.selfIssued},
        {QStringLiteral("isCa"), certificate.isCa},
        {QStringLiteral("serverPurpose"), certificate.serverPurpose},
    };
    if (!certificate.serial.isEmpty())
        object.insert(QStringLiteral("serial"), jsonOf(certificate.serial));
    if (!certificate.purposes.isEmpty())
        object.insert(QStringLiteral("purposes"), jsonOf(certificate.purposes));
    if (!certificate.ocspUrl.isEmpty())
        object.insert(QStringLiteral("ocspUrl"), jsonOf(certificate.ocspUrl));
    if (certificate.timestamps != 0)
        object.insert(QStringLiteral("timestamps"), certificate.timestamps);
    if (certificate.mustStaple)
        object.insert(QStringLiteral("mustStaple"), true);
    return object;
}

QJsonObject toJson(const TlsAlert &alert)
{
    return {
        {QStringLiteral("received"), alert.received},
        {QStringLiteral("fatal"), alert.fatal},
        {QStringLiteral("code"), alert.code},
        {QStringLiteral("name"), jsonOf(alert.name)},
    };
}

QJsonObject toJson(const CertificateError &error)
{
    QJsonObject object{
        {QStringLiteral("depth"), error.depth},
        {QStringLiteral("code"), error.code},
        {QStringLiteral("name"), jsonOf(error.name)},
    };
    if (!error.sha256.isEmpty())
        object.insert(QStringLiteral("sha256"), jsonOf(error.sha256));
    return object;
}

/// The names of an offer in one string, as OpenSSL writes lists: there are dozens in every handshake.
QJsonValue joined(const QList<QByteArray> &names)
{
    return jsonOf(names.join(':'));
}

QJsonObject toJson(const TlsOffer &offer)
{
    return {
        {QStringLiteral("versions"), joined(offer.versions)},
        {QStringLiteral("ciphers"), joined(offer.ciphers)},
        {QStringLiteral("groups"), joined(offer.groups)},
        {QStringLiteral("signatures"), joined(offer.signatures)},
    };
}

QJsonObject toJson(const TlsStep &step)
{
    return {
        {QStringLiteral("received"), step.received},
        {QStringLiteral("message"), jsonOf(step.message)},
        {QStringLiteral("size"), step.size},
        {QStringLiteral("at"), jsonOf(step.at)},
    };
}

QJsonObject toJson(const StapledStatus &staple)
{
    return {
        {QStringLiteral("state"), QString::fromLatin1(toString(staple.state))},
        {QStringLiteral("signatureFits"), staple.signatureFits},
        {QStringLiteral("thisUpdate"), jsonOf(staple.thisUpdate)},
        {QStringLiteral("nextUpdate"), jsonOf(staple.nextUpdate)},
        {QStringLiteral("revokedAt"), jsonOf(staple.revokedAt)},
        {QStringLiteral("reason"), jsonOf(staple.reason)},
    };
}

/// One object for each element, by the toJson() of its type.
template<typename T>
QJsonArray arrayOf(const QList<T> &list)
{
    QJsonArray array;
    for (const T &element : list)
        array.append(toJson(element));
    return array;
}

void readCertificate(FieldReader &fields, CertificateFacts &certificate)
{
    fields.read("subject", certificate.subject);
    fields.read("issuer", certificate.issuer);
    fields.read("commonName", certificate.commonName);
    fields.read("dnsNames", certificate.dnsNames);
    fields.read("ipAddresses", certificate.ipAddresses);
    fields.read("notBefore", certificate.notBefore);
    fields.read("notAfter", certificate.notAfter);
    fields.read("keyType", certificate.keyType);
    fields.readNumber("keyBits", certificate.keyBits);
    fields.read("signatureAlgorithm", certificate.signatureAlgorithm);
    fields.read("sha256", certificate.sha256);
    fields.read("caIssuersUrl", certificate.caIssuersUrl);
    fields.read("selfIssued", certificate.selfIssued);
    fields.read("isCa", certificate.isCa);
    fields.read("serverPurpose", certificate.serverPurpose);
    fields.read("serial", certificate.serial);
    fields.read("purposes", certificate.purposes);
    fields.read("ocspUrl", certificate.ocspUrl);
    fields.readNumber("timestamps", certificate.timestamps);
    fields.read("mustStaple", certificate.mustStaple);
}

void readAlert(FieldReader &fields, TlsAlert &alert)
{
    fields.read("received", alert.received);
    fields.read("fatal", alert.fatal);
    fields.readNumber("code", alert.code);
    fields.read("name", alert.name);
}

void readError(FieldReader &fields, CertificateError &error)
{
    fields.readNumber("depth", error.depth);
    fields.readNumber("code", error.code);
    fields.read("name", error.name);
    fields.read("sha256", error.sha256);
}

void readNames(FieldReader &fields, const char *name, QList<QByteArray> &names)
{
    QByteArray text;
    fields.read(name, text);
    names = text.isEmpty() ? QList<QByteArray>() : text.split(':');
}

void readOffer(FieldReader &fields, TlsOffer &offer)
{
    readNames(fields, "versions", offer.versions);
    readNames(fields, "ciphers", offer.ciphers);
    readNames(fields, "groups", offer.groups);
    readNames(fields, "signatures", offer.signatures);
}

void readStep(FieldReader &fields, TlsStep &step)
{
    fields.read("received", step.received);
    fields.read("message", step.message);
    fields.readNumber("size", step.size);
    fields.read("at", step.at);
}

void readStaple(FieldReader &fields, StapledStatus &staple)
{
    fields.readWord("state", staple.state, stapledStateFromString);
    fields.read("signatureFits", staple.signatureFits);
    fields.read("thisUpdate", staple.thisUpdate);
    fields.read("nextUpdate", staple.nextUpdate);
    fields.read("revokedAt", staple.revokedAt);
    fields.read("reason", staple.reason);
}

/// What older files do not have: it stays empty.
void readDetails(FieldReader &fields, TlsFacts &tls)
{
    FieldReader offered(fields.value("offered"));
    if (fields.has("offered"))
        readOffer(offered, tls.offered);
    fields.readEach("steps", [&](const QJsonValue &value) { appendTo(fields, value, tls.steps, readStep); });
    FieldReader staple(fields.value("staple"));
    if (fields.has("staple"))
        readStaple(staple, tls.staple.emplace());
    fields.read("anchor", tls.anchor);
    if ((fields.has("offered") && !offered.isSound()) || (fields.has("staple") && !staple.isSound()))
        fields.refuse();
}

void readTls(FieldReader &fields, TlsFacts &tls)
{
    fields.readWord("result", tls.result, tlsResultFromString);
    fields.read("version", tls.version);
    fields.read("cipher", tls.cipher);
    fields.read("group", tls.group);
    fields.read("alpn", tls.alpn);
    fields.read("serverName", tls.serverName);
    fields.read("alpnOffered", tls.alpnOffered);
    fields.read("verified", tls.verified);
    fields.read("verificationSkipped", tls.verificationSkipped);
    fields.readEach("chain",
                    [&](const QJsonValue &value) { appendTo(fields, value, tls.chain, readCertificate); });
    fields.readEach("errors",
                    [&](const QJsonValue &value) { appendTo(fields, value, tls.errors, readError); });
    fields.read("nameMatches", tls.nameMatches);
    fields.read("commonNameOnly", tls.commonNameOnly);
    fields.readEach("alerts",
                    [&](const QJsonValue &value) { appendTo(fields, value, tls.alerts, readAlert); });
    fields.read("certificateRequested", tls.certificateRequested);
    fields.readEach("acceptedAuthorities",
                    [&](const QJsonValue &value) { tls.acceptedAuthorities.append(value.toString()); });
    fields.read("clientCertificateSent", tls.clientCertificateSent);
    fields.read("firstBytes", tls.firstBytes);
    fields.read("detail", tls.detail);
    readDetails(fields, tls);
}

} // namespace

QJsonObject toJson(const TlsFacts &tls)
{
    QJsonObject object{
        {QStringLiteral("result"), QString::fromLatin1(toString(tls.result))},
        {QStringLiteral("version"), jsonOf(tls.version)},
        {QStringLiteral("cipher"), jsonOf(tls.cipher)},
        {QStringLiteral("group"), jsonOf(tls.group)},
        {QStringLiteral("alpn"), jsonOf(tls.alpn)},
        {QStringLiteral("serverName"), jsonOf(tls.serverName)},
        {QStringLiteral("alpnOffered"), jsonOf(tls.alpnOffered)},
        {QStringLiteral("verified"), tls.verified},
        {QStringLiteral("verificationSkipped"), tls.verificationSkipped},
        {QStringLiteral("chain"), arrayOf(tls.chain)},
        {QStringLiteral("errors"), arrayOf(tls.errors)},
        {QStringLiteral("nameMatches"), tls.nameMatches},
        {QStringLiteral("commonNameOnly"), tls.commonNameOnly},
        {QStringLiteral("alerts"), arrayOf(tls.alerts)},
        {QStringLiteral("certificateRequested"), tls.certificateRequested},
        {QStringLiteral("acceptedAuthorities"), QJsonArray::fromStringList(tls.acceptedAuthorities)},
        {QStringLiteral("clientCertificateSent"), tls.clientCertificateSent},
        {QStringLiteral("firstBytes"), jsonOf(tls.firstBytes)},
        {QStringLiteral("detail"), tls.detail},
    };
    if (tls.offered != TlsOffer())
        object.insert(QStringLiteral("offered"), toJson(tls.offered));
    if (!tls.steps.isEmpty())
        object.insert(QStringLiteral("steps"), arrayOf(tls.steps));
    if (!tls.anchor.isEmpty())
        object.insert(QStringLiteral("anchor"), tls.anchor);
    if (tls.staple)
        object.insert(QStringLiteral("staple"), toJson(*tls.staple));
    return object;
}

std::optional<TlsFacts> tlsFromJson(const QJsonValue &value)
{
    TlsFacts tls;
    FieldReader fields(value);
    readTls(fields, tls);
    return fields.isSound() ? std::optional(tls) : std::nullopt;
}

} // namespace wirewise::session
