#include "report/tlsjson.h"

#include "diagnosis/clientopinions.h"
#include "report/probejson.h"

#include <QJsonObject>

namespace wirewise::report {

using namespace observation;

namespace {

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonArray textsOf(const QList<QByteArray> &list)
{
    QJsonArray array;
    for (const QByteArray &bytes : list)
        array.append(textOf(bytes));
    return array;
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject certificateToJson(const CertificateFacts &certificate)
{
    return {
        {QStringLiteral("subject"), certificate.subject},
        {QStringLiteral("issuer"), certificate.issuer},
        {QStringLiteral("common_name"), certificate.commonName},
        {QStringLiteral("dns_names"), textsOf(certificate.dnsNames)},
        {QStringLiteral("ip_addresses"), textsOf(certificate.ipAddresses)},
        {QStringLiteral("not_before"), timeToJson(certificate.notBefore)},
        {QStringLiteral("not_after"), timeToJson(certificate.notAfter)},
        {QStringLiteral("key"),
         QString(textOf(certificate.keyType) + QLatin1Char(' ') + QString::number(certificate.keyBits))},
        {QStringLiteral("signature"), textOf(certificate.signatureAlgorithm)},
        {QStringLiteral("sha256"), textOf(certificate.sha256)},
        {QStringLiteral("serial"), textOf(certificate.serial)},
        {QStringLiteral("authority"), certificate.isCa},
        {QStringLiteral("purposes"), textsOf(certificate.purposes)},
        {QStringLiteral("issuer_url"), textOf(certificate.caIssuersUrl)},
        {QStringLiteral("ocsp_url"), textOf(certificate.ocspUrl)},
        {QStringLiteral("timestamps"), certificate.timestamps},
        {QStringLiteral("must_staple"), certificate.mustStaple},
    };
}

QJsonObject offerToJson(const TlsFacts &tls)
{
    return {
        {QStringLiteral("versions"), textsOf(tls.offered.versions)},
        {QStringLiteral("ciphers"), textsOf(tls.offered.ciphers)},
        {QStringLiteral("groups"), textsOf(tls.offered.groups)},
        {QStringLiteral("signatures"), textsOf(tls.offered.signatures)},
        {QStringLiteral("alpn"), textsOf(tls.alpnOffered)},
    };
}

QJsonValue stapleToJson(const std::optional<StapledStatus> &staple)
{
    if (!staple)
        return {};
    return QJsonObject{
        {QStringLiteral("status"), textOf(toString(staple->state))},
        {QStringLiteral("signature_fits"), staple->signatureFits},
        {QStringLiteral("this_update"), timeToJson(staple->thisUpdate)},
        {QStringLiteral("next_update"), timeToJson(staple->nextUpdate)},
        {QStringLiteral("revoked_at"), timeToJson(staple->revokedAt)},
        {QStringLiteral("reason"), textOf(staple->reason)},
    };
}

QJsonArray stepsToJson(const QList<TlsStep> &steps)
{
    QJsonArray array;
    for (const TlsStep &step : steps) {
        array.append(QJsonObject{
            {QStringLiteral("by"), step.received ? QStringLiteral("peer") : QStringLiteral("us")},
            {QStringLiteral("message"), textOf(step.message)},
            {QStringLiteral("size"), step.size},
            {QStringLiteral("at_ms"), millisecondsToJson(step.at)},
        });
    }
    return array;
}

QJsonArray errorsToJson(const QList<CertificateError> &errors)
{
    QJsonArray array;
    for (const CertificateError &error : errors) {
        array.append(QJsonObject{{QStringLiteral("depth"), error.depth},
                                 {QStringLiteral("code"), error.code},
                                 {QStringLiteral("name"), textOf(error.name)},
                                 {QStringLiteral("sha256"), textOf(error.sha256)}});
    }
    return array;
}

QJsonArray alertsToJson(const QList<TlsAlert> &alerts)
{
    QJsonArray array;
    for (const TlsAlert &alert : alerts) {
        array.append(QJsonObject{
            {QStringLiteral("by"), alert.received ? QStringLiteral("peer") : QStringLiteral("us")},
            {QStringLiteral("fatal"), alert.fatal},
            {QStringLiteral("code"), alert.code},
            {QStringLiteral("name"), textOf(alert.name)}});
    }
    return array;
}

} // namespace

QJsonValue tlsToJson(const std::optional<TlsFacts> &tls)
{
    if (!tls)
        return {};
    QJsonArray chain;
    for (const CertificateFacts &certificate : tls->chain)
        chain.append(certificateToJson(certificate));
    return QJsonObject{
        {QStringLiteral("result"), textOf(toString(tls->result))},
        {QStringLiteral("version"), textOf(tls->version)},
        {QStringLiteral("cipher"), textOf(tls->cipher)},
        {QStringLiteral("group"), textOf(tls->group)},
        {QStringLiteral("alpn"), textOf(tls->alpn)},
        {QStringLiteral("server_name"), textOf(tls->serverName)},
        {QStringLiteral("verified"), tls->verified},
        {QStringLiteral("verification_skipped"), tls->verificationSkipped},
        {QStringLiteral("name_matches"), tls->nameMatches},
        {QStringLiteral("client_certificate_requested"), tls->certificateRequested},
        {QStringLiteral("common_name_only"), tls->commonNameOnly},
        {QStringLiteral("client_certificate_sent"), tls->clientCertificateSent},
        {QStringLiteral("accepted_authorities"), QJsonArray::fromStringList(tls->acceptedAuthorities)},
        {QStringLiteral("chain"), chain},
        {QStringLiteral("errors"), errorsToJson(tls->errors)},
        {QStringLiteral("alerts"), alertsToJson(tls->alerts)},
        {QStringLiteral("first_bytes"), QString::fromLatin1(tls->firstBytes.toBase64())},
        {QStringLiteral("detail"), tls->detail},
        {QStringLiteral("anchor"), tls->anchor},
        {QStringLiteral("staple"), stapleToJson(tls->staple)},
        {QStringLiteral("offered"), offerToJson(*tls)},
        {QStringLiteral("steps"), stepsToJson(tls->steps)},
    };
}

QJsonArray clientsToJson(const Exchange &exchange, const QDateTime &at)
{
    QJsonArray array;
    if (!exchange.connection.tls)
        return array;
    const auto opinions =
        diagnosis::clientOpinions(*exchange.connection.tls, exchange.probe.endpoint.host, at);
    for (const diagnosis::ClientOpinion &opinion : opinions) {
        array.append(QJsonObject{{QStringLiteral("client"), textOf(toString(opinion.client))},
                                 {QStringLiteral("answer"), textOf(toString(opinion.answer))},
                                 {QStringLiteral("reasons"), QJsonArray::fromStringList(opinion.reasons)}});
    }
    return array;
}

} // namespace wirewise::report
