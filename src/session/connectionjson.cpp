#include "session/connectionjson.h"

#include "session/jsonfields.h"
#include "session/jsonlists.h"
#include "session/tlsjson.h"

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

} // namespace

QJsonObject toJson(const ConnectionFacts &facts)
{
    QJsonArray attempts;
    for (const AddressAttempt &attempt : facts.attempts)
        attempts.append(toJson(attempt));
    QJsonObject object{
        {QStringLiteral("address"), jsonOf(facts.address)},
        {QStringLiteral("port"), facts.port},
        {QStringLiteral("ipv6"), facts.ipv6},
        {QStringLiteral("localPort"), facts.localPort},
        {QStringLiteral("attempts"), attempts},
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
        facts.tls = tlsFromJson(fields.value("tls"));
        if (!facts.tls)
            fields.refuse();
    }
    return fields.isSound() ? std::optional(facts) : std::nullopt;
}

} // namespace wirewise::session
