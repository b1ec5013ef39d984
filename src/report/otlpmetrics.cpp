#include "report/otlp.h"

#include "report/gauges.h"
#include "report/otlpattributes.h"

#include <QJsonArray>
#include <QJsonObject>

namespace wirewise::report {

namespace {

QJsonObject pointOf(const Sample &sample, const QString &at)
{
    OtlpAttributes attributes;
    for (const auto &[name, value] : sample.labels)
        attributes.add(QString::fromUtf8(name), value);
    return {{QStringLiteral("timeUnixNano"), at},
            {QStringLiteral("asDouble"), sample.value},
            {QStringLiteral("attributes"), attributes.toJson()}};
}

/// "wirewise_upgrade_seconds" is wirewise.upgrade.seconds here; the way back makes the same name again.
QJsonObject metricOf(const Gauge &gauge, const QJsonArray &points)
{
    return {{QStringLiteral("name"), QString::fromLatin1(gauge.name).replace(u'_', u'.')},
            {QStringLiteral("description"), QString::fromLatin1(gauge.help)},
            {QStringLiteral("unit"), QString::fromLatin1(gauge.unit)},
            {QStringLiteral("gauge"), QJsonObject{{QStringLiteral("dataPoints"), points}}}};
}

} // namespace

QList<QByteArray> otlpMetrics(const OtlpResource &resource, const QList<Outline> &results, qint64 at)
{
    // About 600 KB; a collector refuses what is above its limit, for which the protocol recommends 20 MiB.
    constexpr qsizetype MaximumPoints = 2000;
    if (results.isEmpty())
        return {};
    QList<QByteArray> bodies;
    QJsonArray metrics;
    qsizetype count = 0;
    const auto end = [&] {
        const QJsonObject scoped{{QStringLiteral("scope"), otlpScope()},
                                 {QStringLiteral("metrics"), metrics}};
        bodies.append(
            jsonLine({{QStringLiteral("resourceMetrics"),
                       QJsonArray{QJsonObject{{QStringLiteral("resource"), otlpResource(resource)},
                                              {QStringLiteral("scopeMetrics"), QJsonArray{scoped}}}}}}));
        metrics = {};
        count = 0;
    };
    const QList<Gauge> gauges = gaugesOf(results);
    for (const Gauge &gauge : gauges) {
        QJsonArray points;
        for (const Sample &sample : gauge.samples) {
            points.append(pointOf(sample, QString::number(at)));
            if (++count < MaximumPoints)
                continue;
            metrics.append(metricOf(gauge, points));
            points = {};
            end();
        }
        if (!points.isEmpty())
            metrics.append(metricOf(gauge, points));
    }
    if (!metrics.isEmpty())
        end();
    return bodies;
}

} // namespace wirewise::report
