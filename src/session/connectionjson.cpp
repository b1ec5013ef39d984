#include "session/connectionjson.h"

#include "session/jsonfields.h"

namespace wirewise::session {

using namespace observation;

namespace {

QJsonObject toJson(const AddressAttempt &attempt)
{
    return {
        {QStringLiteral("address"), jsonOf(attempt.address)},
        {QStringLiteral("ipv6"), attempt.ipv6},
        {QStringLiteral("outcome"), QString::fromLatin1(toString(attempt.outcome))},
        {QStringLiteral("took"), jsonOf(attempt.took)},
        {QStringLiteral("detail"), attempt.detail},
    };
}

QJsonObject toJson(const ProxyFacts &proxy)
{
    return {
        {QStringLiteral("kind"), QString::fromLatin1(toString(proxy.kind))},
        {QStringLiteral("host"), jsonOf(proxy.host)},
        {QStringLiteral("port"), proxy.port},
        {QStringLiteral("result"), QString::fromLatin1(toString(proxy.result))},
        {QStringLiteral("sent"), jsonOf(proxy.sent)},
        {QStringLiteral("received"), jsonOf(proxy.received)},
        {QStringLiteral("socksReply"), proxy.socksReply},
        {QStringLiteral("status"), proxy.status},
        {QStringLiteral("detail"), proxy.detail},
    };
}

QJsonObject toJson(const CertificateFacts &certificate)
{
    return {
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
    return {
        {QStringLiteral("depth"), error.depth},
        {QStringLiteral("code"), error.code},
        {QStringLiteral("name"), jsonOf(error.name)},
    };
}

template<typename T>
QJsonArray arrayOf(const QList<T> &list)
{
    QJsonArray array;
    for (const T &element : list)
        array.append(toJson(element));
    return array;
}

QJsonObject toJson(const TlsFacts &tls)
{
    return {
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
}

/// Reads one object of a list and passes on whether it was sound.
template<typename T, typename Read>
void appendTo(FieldReader &owner, const QJsonValue &value, QList<T> &list, Read read)
{
    T element;
    FieldReader fields(value);
    read(fields, element);
    if (!fields.isSound())
        owner.refuse();
    list.append(std::move(element));
}

void readAttempt(FieldReader &fields, AddressAttempt &attempt)
{
    fields.read("address", attempt.address);
    fields.read("ipv6", attempt.ipv6);
    fields.readWord("outcome", attempt.outcome, outcomeFromString);
    fields.read("took", attempt.took);
    fields.read("detail", attempt.detail);
}

void readProxyFacts(FieldReader &fields, ProxyFacts &proxy)
{
    fields.readWord("kind", proxy.kind, proxyKindFromString);
    fields.read("host", proxy.host);
    fields.readNumber("port", proxy.port);
    fields.readWord("result", proxy.result, proxyResultFromString);
    fields.read("sent", proxy.sent);
    fields.read("received", proxy.received);
    fields.readNumber("socksReply", proxy.socksReply);
    fields.readNumber("status", proxy.status);
    fields.read("detail", proxy.detail);
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
}

} // namespace

QJsonObject toJson(const ConnectionFacts &facts)
{
    QJsonObject object{
        {QStringLiteral("address"), jsonOf(facts.address)},
        {QStringLiteral("port"), facts.port},
        {QStringLiteral("ipv6"), facts.ipv6},
        {QStringLiteral("localPort"), facts.localPort},
        {QStringLiteral("attempts"), arrayOf(facts.attempts)},
    };
    if (facts.proxy)
        object.insert(QStringLiteral("proxy"), toJson(*facts.proxy));
    if (facts.tls)
        object.insert(QStringLiteral("tls"), toJson(*facts.tls));
    return object;
}

std::optional<ConnectionFacts> connectionFromJson(const QJsonValue &value)
{
    ConnectionFacts facts;
    FieldReader fields(value);
    fields.read("address", facts.address);
    fields.readNumber("port", facts.port);
    fields.read("ipv6", facts.ipv6);
    fields.readNumber("localPort", facts.localPort);
    fields.readEach("attempts", [&](const QJsonValue &element) {
        appendTo(fields, element, facts.attempts, readAttempt);
    });
    if (fields.has("proxy")) {
        FieldReader proxy(fields.value("proxy"));
        readProxyFacts(proxy, facts.proxy.emplace());
        if (!proxy.isSound())
            fields.refuse();
    }
    if (fields.has("tls")) {
        FieldReader tls(fields.value("tls"));
        readTls(tls, facts.tls.emplace());
        if (!tls.isSound())
            fields.refuse();
    }
    return fields.isSound() ? std::optional(facts) : std::nullopt;
}

} // namespace wirewise::session
