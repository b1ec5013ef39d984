#include "report/prometheus.h"

#include "observation/printable.h"

#include <QSet>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Verdict;

namespace {

/// Prometheus' exposition format: backslash, quote and line feed are escaped in a label's value.
QByteArray labelValue(const QString &text)
{
    QByteArray value = observation::printable(text.toUtf8()).toUtf8();
    value.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + value + '"';
}

QByteArray secondsOf(observation::Duration duration)
{
    return QByteArray::number(std::chrono::duration<double>(duration).count(), 'f', 6);
}

/// url, and the names of a saved endpoint where there are some.
QByteArray labelsOf(const Outline &result)
{
    QByteArray labels = "url=" + labelValue(result.url);
    if (!result.endpoint.isEmpty())
        labels += ",endpoint=" + labelValue(result.endpoint);
    if (!result.environment.isEmpty())
        labels += ",environment=" + labelValue(result.environment);
    return labels;
}

/// How many endpoints of the run have each verdict; those that were named twice count twice.
QByteArray countsOf(const QList<Outline> &results)
{
    QByteArray lines = "# HELP wirewise_endpoints Endpoints of the last run by verdict.\n"
                       "# TYPE wirewise_endpoints gauge\n";
    for (const Verdict verdict :
         {Verdict::Works, Verdict::WorksWithWarnings, Verdict::Fails, Verdict::NotChecked}) {
        const auto count = std::count_if(results.begin(), results.end(),
                                         [verdict](const Outline &o) { return o.verdict == verdict; });
        lines +=
            "wirewise_endpoints{verdict=\"" + toString(verdict) + "\"} " + QByteArray::number(count) + '\n';
    }
    return lines;
}

/// One metric with a line for each result that has a value for it.
template<typename Value>
QByteArray metric(const char *name, const char *help, const QList<Outline> &results, Value value)
{
    QByteArray lines;
    for (const Outline &result : results) {
        if (const QByteArray number = value(result); !number.isEmpty())
            lines += QByteArray(name) + '{' + labelsOf(result) + "} " + number + '\n';
    }
    if (lines.isEmpty())
        return {};
    return QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + " gauge\n" + lines;
}

/// A series may stand once only; an endpoint that was checked twice is told by its last result.
QList<Outline> latestOf(const QList<Outline> &all)
{
    QList<Outline> results;
    QSet<QByteArray> seen;
    for (auto result = all.crbegin(); result != all.crend(); ++result) {
        const QByteArray labels = labelsOf(*result);
        if (!seen.contains(labels))
            results.append(*result);
        seen.insert(labels);
    }
    std::reverse(results.begin(), results.end());
    return results;
}

} // namespace

QByteArray prometheusDocument(const QList<Outline> &all)
{
    const QList<Outline> results = latestOf(all);
    QByteArray document = metric("wirewise_up", "1 if a WebSocket client can connect, 0 if not.", results,
                                 [](const Outline &result) -> QByteArray {
                                     if (result.verdict == Verdict::NotChecked)
                                         return {};
                                     return result.verdict == Verdict::Fails ? "0" : "1";
                                 });
    document +=
        metric("wirewise_passes", "1 if the endpoint lets the run pass by what was asked of it.", results,
               [](const Outline &result) -> QByteArray { return result.judgement.passes ? "1" : "0"; });
    document += metric("wirewise_upgrade_status", "HTTP status of the answer to the upgrade.", results,
                       [](const Outline &result) -> QByteArray {
                           return result.status == 0 ? QByteArray() : QByteArray::number(result.status);
                       });
    document += metric("wirewise_upgrade_seconds", "Time from the start of the connection to the answer.",
                       results, [](const Outline &result) -> QByteArray {
                           return result.upgrade ? secondsOf(*result.upgrade) : QByteArray();
                       });
    document += metric("wirewise_checked_timestamp_seconds", "When the check began.", results,
                       [](const Outline &result) -> QByteArray {
                           return result.startedAt.isValid()
                                      ? QByteArray::number(result.startedAt.toSecsSinceEpoch())
                                      : QByteArray();
                       });
    document += "# HELP wirewise_finding The class of the primary finding; always 1.\n# TYPE "
                "wirewise_finding gauge\n";
    for (const Outline &result : results) {
        document += "wirewise_finding{" + labelsOf(result) +
                    ",id=" + labelValue(QString::fromUtf8(result.findingId)) +
                    ",verdict=" + labelValue(QString::fromUtf8(toString(result.verdict))) + "} 1\n";
    }
    return document + countsOf(all);
}

} // namespace wirewise::report
