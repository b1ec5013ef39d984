#include "report/otlp.h"

#include "report/jsonstring.h"
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

QByteArray otlpEnvelope(const char *signal, const OtlpResource &resource, const char *list,
                        const QByteArray &items)
{
    OtlpAttributes attributes;
    for (const auto &[key, value] : resource)
        attributes.add(key, value);
    return QByteArray(R"({"resource)") + signal + R"(":[{"resource":{"attributes":)" + attributes.toJson() +
           R"(},"scope)" + signal + R"(":[{"scope":{"name":"wirewise","version":)" +
           jsonString(WIREWISE_VERSION) + R"(},")" + list + R"(":[)" + items + "]}]}]}";
}

QByteArray otlpTraces(const OtlpResource &resource, const QByteArray &spans)
{
    return otlpEnvelope("Spans", resource, "spans", spans);
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
