#include "report/otlp.h"

#include "report/otlpattributes.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace wirewise::report {

namespace {

qint64 numberOf(const QJsonValue &value)
{
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

} // namespace

QJsonObject otlpResource(const OtlpResource &resource)
{
    OtlpAttributes attributes;
    for (const auto &[key, value] : resource)
        attributes.add(key, value);
    return {{QStringLiteral("attributes"), attributes.toJson()}};
}

QJsonObject otlpScope()
{
    return {{QStringLiteral("name"), QStringLiteral("wirewise")},
            {QStringLiteral("version"), QStringLiteral(WIREWISE_VERSION)}};
}

QByteArray otlpTraces(const OtlpResource &resource, const QByteArray &spans)
{
    // The spans are text already: those of a whole batch are not taken apart again.
    return R"({"resourceSpans":[{"resource":)" + jsonLine(otlpResource(resource)) +
           R"(,"scopeSpans":[{"scope":)" + jsonLine(otlpScope()) + R"(,"spans":[)" + spans + "]}]}]}";
}

OtlpReply otlpReply(const QByteArray &body)
{
    const QJsonObject reply = QJsonDocument::fromJson(body).object();
    const QJsonObject partial = reply.value(QLatin1String("partialSuccess")).toObject();
    if (partial.isEmpty())
        return {0, reply.value(QLatin1String("message")).toString()};
    const QJsonValue spans = partial.value(QLatin1String("rejectedSpans"));
    const QJsonValue points = partial.value(QLatin1String("rejectedDataPoints"));
    return {qMax<qint64>(0, spans.isUndefined() ? numberOf(points) : numberOf(spans)),
            partial.value(QLatin1String("errorMessage")).toString()};
}

} // namespace wirewise::report
