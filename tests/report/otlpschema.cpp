#include "report/otlpschema.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace wirewise::tests {

namespace {

/// A field is a scalar ("hex16", "hex8", "uint64", "enum", "string", "bool", "double") or a message; [] for
/// many.
using Message = QHash<QString, QString>;

const QHash<QString, Message> &messages()
{
    static const QHash<QString, Message> all{
        {u"ExportTraceServiceRequest"_qs, {{u"resourceSpans"_qs, u"ResourceSpans[]"_qs}}},
        {u"ResourceSpans"_qs,
         {{u"resource"_qs, u"Resource"_qs},
          {u"scopeSpans"_qs, u"ScopeSpans[]"_qs},
          {u"schemaUrl"_qs, u"string"_qs}}},
        {u"Resource"_qs,
         {{u"attributes"_qs, u"KeyValue[]"_qs}, {u"droppedAttributesCount"_qs, u"uint32"_qs}}},
        {u"ScopeSpans"_qs,
         {{u"scope"_qs, u"InstrumentationScope"_qs},
          {u"spans"_qs, u"Span[]"_qs},
          {u"schemaUrl"_qs, u"string"_qs}}},
        {u"InstrumentationScope"_qs,
         {{u"name"_qs, u"string"_qs}, {u"version"_qs, u"string"_qs}, {u"attributes"_qs, u"KeyValue[]"_qs}}},
        {u"Span"_qs,
         {{u"traceId"_qs, u"hex16"_qs},
          {u"spanId"_qs, u"hex8"_qs},
          {u"traceState"_qs, u"string"_qs},
          {u"parentSpanId"_qs, u"hex8"_qs},
          {u"flags"_qs, u"uint32"_qs},
          {u"name"_qs, u"string"_qs},
          {u"kind"_qs, u"enum"_qs},
          {u"startTimeUnixNano"_qs, u"uint64"_qs},
          {u"endTimeUnixNano"_qs, u"uint64"_qs},
          {u"attributes"_qs, u"KeyValue[]"_qs},
          {u"events"_qs, u"Event[]"_qs},
          {u"status"_qs, u"Status"_qs}}},
        {u"Event"_qs,
         {{u"timeUnixNano"_qs, u"uint64"_qs},
          {u"name"_qs, u"string"_qs},
          {u"attributes"_qs, u"KeyValue[]"_qs}}},
        {u"Status"_qs, {{u"message"_qs, u"string"_qs}, {u"code"_qs, u"enum"_qs}}},
        {u"KeyValue"_qs, {{u"key"_qs, u"string"_qs}, {u"value"_qs, u"AnyValue"_qs}}},
        {u"AnyValue"_qs,
         {{u"stringValue"_qs, u"string"_qs},
          {u"boolValue"_qs, u"bool"_qs},
          {u"intValue"_qs, u"int64"_qs},
          {u"doubleValue"_qs, u"double"_qs}}},
        {u"ExportMetricsServiceRequest"_qs, {{u"resourceMetrics"_qs, u"ResourceMetrics[]"_qs}}},
        {u"ResourceMetrics"_qs,
         {{u"resource"_qs, u"Resource"_qs}, {u"scopeMetrics"_qs, u"ScopeMetrics[]"_qs}}},
        {u"ScopeMetrics"_qs, {{u"scope"_qs, u"InstrumentationScope"_qs}, {u"metrics"_qs, u"Metric[]"_qs}}},
        {u"Metric"_qs,
         {{u"name"_qs, u"string"_qs},
          {u"description"_qs, u"string"_qs},
          {u"unit"_qs, u"string"_qs},
          {u"gauge"_qs, u"Gauge"_qs}}},
        {u"Gauge"_qs, {{u"dataPoints"_qs, u"NumberDataPoint[]"_qs}}},
        {u"NumberDataPoint"_qs,
         {{u"attributes"_qs, u"KeyValue[]"_qs},
          {u"timeUnixNano"_qs, u"uint64"_qs},
          {u"asDouble"_qs, u"double"_qs}}},
    };
    return all;
}

bool isDigits(const QJsonValue &value, const char *pattern)
{
    return value.isString() && QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern)))
                                   .match(value.toString())
                                   .hasMatch();
}

bool fits(const QJsonValue &value, const QString &kind)
{
    if (kind == u"hex16"_qs)
        return isDigits(value, "(?!0{32})[0-9a-f]{32}");
    if (kind == u"hex8"_qs)
        return isDigits(value, "(?!0{16})[0-9a-f]{16}");
    if (kind == u"uint64"_qs)
        return isDigits(value, "[0-9]{1,20}");
    if (kind == u"int64"_qs)
        return isDigits(value, "-?[0-9]{1,19}");
    if (kind == u"bool"_qs)
        return value.isBool();
    if (kind == u"string"_qs)
        return value.isString();
    return value.isDouble(); // enum, uint32, double
}

void look(const QJsonValue &value, const QString &kind, const QString &place, QStringList &breaches)
{
    if (kind.endsWith(u"[]")) {
        if (!value.isArray() || value.toArray().isEmpty())
            breaches.append(place + u": not a list with something in it");
        const QJsonArray elements = value.toArray();
        for (qsizetype i = 0; i < elements.size(); ++i)
            look(elements.at(i), kind.chopped(2), place + u'[' + QString::number(i) + u']', breaches);
        return;
    }
    const auto message = messages().constFind(kind);
    if (message == messages().constEnd()) {
        if (!fits(value, kind))
            breaches.append(place + u": no " + kind);
        return;
    }
    const QJsonObject object = value.toObject();
    if (!value.isObject() || (kind == u"AnyValue"_qs && object.size() != 1))
        breaches.append(place + u": no " + kind);
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString inside = place + u'.' + member.key();
        if (!message->contains(member.key()))
            breaches.append(inside + u": not in " + kind);
        else
            look(member.value(), message->value(member.key()), inside, breaches);
    }
}

} // namespace

QStringList otlpBreaches(const QByteArray &body, const QString &message)
{
    QStringList breaches;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject() || document.object().isEmpty())
        return {u"no JSON object with something in it"_qs};
    look(document.object(), message, message, breaches);
    return breaches;
}

} // namespace wirewise::tests
