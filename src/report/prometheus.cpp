#include "report/prometheus.h"

#include "report/gauges.h"

namespace wirewise::report {

namespace {

/// Prometheus' exposition format: backslash, quote and line feed are escaped in a label's value. The values
/// are printable, so there is no line feed.
QByteArray labelValue(const QString &text)
{
    QByteArray value = text.toUtf8();
    value.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + value + '"';
}

QByteArray lineOf(const Gauge &gauge, const Sample &sample)
{
    QByteArray labels;
    for (const auto &[name, value] : sample.labels)
        labels += (labels.isEmpty() ? "" : ",") + name + '=' + labelValue(value);
    return gauge.name + ('{' + labels + "} ") + QByteArray::number(sample.value, 'f', sample.decimals) + '\n';
}

} // namespace

QByteArray prometheusDocument(const QList<Outline> &results)
{
    QByteArray document;
    const QList<Gauge> gauges = gaugesOf(results);
    for (const Gauge &gauge : gauges) {
        document +=
            QByteArray("# HELP ") + gauge.name + ' ' + gauge.help + "\n# TYPE " + gauge.name + " gauge\n";
        for (const Sample &sample : gauge.samples)
            document += lineOf(gauge, sample);
    }
    return document;
}

} // namespace wirewise::report
