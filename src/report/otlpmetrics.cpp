#include "report/otlp.h"

#include "report/gauges.h"
#include "report/jsonstring.h"
#include "report/otlpattributes.h"

#include <QLocale>

namespace wirewise::report {

namespace {

QByteArray pointOf(const Sample &sample, qint64 at)
{
    OtlpAttributes attributes;
    for (const auto &[name, value] : sample.labels)
        attributes.add(name.constData(), value);
    return R"({"timeUnixNano":")" + QByteArray::number(at) + R"(","asDouble":)" +
           QByteArray::number(sample.value, 'g', QLocale::FloatingPointShortest) + R"(,"attributes":)" +
           attributes.toJson() + '}';
}

/// "wirewise_upgrade_seconds" is wirewise.upgrade.seconds here; the way back makes the same name again.
QByteArray metricOf(const Gauge &gauge, const QByteArray &points)
{
    return R"({"name":")" + QByteArray(gauge.name).replace('_', '.') + R"(","description":)" +
           jsonString(gauge.help) + R"(,"unit":")" + gauge.unit + R"(","gauge":{"dataPoints":[)" + points +
           "]}}";
}

/// Bodies of at most so many points.
class Portions
{
public:
    // About 600 KB; a collector refuses what is above its limit, for which the protocol recommends 20 MiB.
    static constexpr qsizetype MaximumPoints = 2000;

    explicit Portions(const OtlpResource &resource)
        : m_resource(resource)
    {
    }

    void add(const Gauge &gauge, qint64 at)
    {
        for (const Sample &sample : gauge.samples) {
            m_points += (m_points.isEmpty() ? "" : ",") + pointOf(sample, at);
            if (++m_count < MaximumPoints)
                continue;
            endMetric(gauge);
            endBody();
        }
        endMetric(gauge);
    }

    QList<QByteArray> take()
    {
        endBody();
        return std::move(m_bodies);
    }

private:
    void endMetric(const Gauge &gauge)
    {
        if (!m_points.isEmpty())
            m_metrics += (m_metrics.isEmpty() ? "" : ",") + metricOf(gauge, m_points);
        m_points.clear();
    }

    void endBody()
    {
        if (!m_metrics.isEmpty())
            m_bodies.append(otlpEnvelope("Metrics", m_resource, "metrics", m_metrics));
        m_metrics.clear();
        m_count = 0;
    }

    const OtlpResource &m_resource;
    QList<QByteArray> m_bodies;
    QByteArray m_metrics, m_points;
    qsizetype m_count = 0;
};

} // namespace

QList<QByteArray> otlpMetrics(const OtlpResource &resource, const QList<Outline> &results, qint64 at)
{
    if (results.isEmpty())
        return {};
    Portions portions(resource);
    const QList<Gauge> gauges = gaugesOf(results);
    for (const Gauge &gauge : gauges)
        portions.add(gauge, at);
    return portions.take();
}

} // namespace wirewise::report
