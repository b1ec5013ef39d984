#include "report/gauges.h"

#include "observation/printable.h"

#include <QSet>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Verdict;
using observation::Duration;

namespace {

using Labels = QList<std::pair<QByteArray, QString>>;

constexpr int Microseconds = 6; ///< decimals of a time

double secondsOf(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// url, the names of a saved endpoint, and the place that checked it, where there are some.
Labels labelsOf(const Outline &result)
{
    const auto shown = [](const QString &text) { return observation::printable(text.toUtf8()); };
    Labels labels{{"url", shown(result.url)}};
    if (!result.endpoint.isEmpty())
        labels.append({"endpoint", shown(result.endpoint)});
    if (!result.environment.isEmpty())
        labels.append({"environment", shown(result.environment)});
    if (!result.from.isEmpty())
        labels.append({"from", shown(result.from)});
    return labels;
}

/// A series may stand once only.
QList<Outline> latestOf(const QList<Outline> &all)
{
    QList<Outline> results;
    QSet<QStringList> seen;
    for (auto result = all.crbegin(); result != all.crend(); ++result) {
        const QStringList key{result->url, result->endpoint, result->environment, result->from};
        if (!seen.contains(key))
            results.append(*result);
        seen.insert(key);
    }
    std::reverse(results.begin(), results.end());
    return results;
}

std::optional<double> timestampOf(const QDateTime &time)
{
    return time.isValid() ? std::optional(static_cast<double>(time.toSecsSinceEpoch())) : std::nullopt;
}

/// A gauge with at most one value a result.
struct Row
{
    const char *name;
    const char *unit;
    const char *help;
    int decimals;
    std::optional<double> (*value)(const Outline &);
};

constexpr Row rows[] = {
    {"wirewise_up", "", "1 if a WebSocket client can connect, 0 if not.", 0,
     [](const Outline &o) -> std::optional<double> {
         if (o.verdict == Verdict::NotChecked)
             return {};
         return o.verdict == Verdict::Fails ? 0 : 1;
     }},
    {"wirewise_passes", "", "1 if the endpoint lets the run pass by what was asked of it.", 0,
     [](const Outline &o) -> std::optional<double> { return o.judgement.passes ? 1 : 0; }},
    {"wirewise_upgrade_status", "", "HTTP status of the answer to the upgrade.", 0,
     [](const Outline &o) -> std::optional<double> {
         return o.status == 0 ? std::nullopt : std::optional<double>(o.status);
     }},
    {"wirewise_upgrade_seconds", "s", "Time from the start of the connection to the answer.", Microseconds,
     [](const Outline &o) -> std::optional<double> {
         return o.upgrade ? std::optional(secondsOf(*o.upgrade)) : std::nullopt;
     }},
    {"wirewise_check_seconds", "s", "How long the whole check took, experiments included.", Microseconds,
     [](const Outline &o) -> std::optional<double> {
         return o.startedAt.isValid() ? std::optional(secondsOf(o.took)) : std::nullopt;
     }},
    {"wirewise_checked_timestamp_seconds", "s", "When the check began.", 0,
     [](const Outline &o) { return timestampOf(o.startedAt); }},
    {"wirewise_certificate_expiry_timestamp_seconds", "s", "When the server's certificate ends.", 0,
     [](const Outline &o) { return timestampOf(o.certificateEnds); }},
};

Gauge phasesOf(const QList<Outline> &results)
{
    Gauge gauge{"wirewise_upgrade_phase_seconds", "s", "How long each phase of the upgrade took.", {}};
    for (const Outline &result : results) {
        const observation::Timing &timing = result.timing;
        const std::pair<const char *, std::optional<Duration>> phases[] = {
            {"name", timing.name}, {"connect", timing.connect}, {"tls", timing.tls},
            {"send", timing.send}, {"wait", timing.wait},       {"receive", timing.receive}};
        for (const auto &[name, took] : phases) {
            if (took)
                gauge.samples.append({labelsOf(result) + Labels{{"phase", QString::fromLatin1(name)}},
                                      secondsOf(*took), Microseconds});
        }
    }
    return gauge;
}

Gauge primaryFindingsOf(const QList<Outline> &results)
{
    Gauge gauge{"wirewise_finding", "", "The class of the primary finding; always 1.", {}};
    for (const Outline &result : results)
        gauge.samples.append(
            {labelsOf(result) + Labels{{"id", QString::fromUtf8(result.findingId)},
                                       {"verdict", QString::fromUtf8(toString(result.verdict))}},
             1, 0});
    return gauge;
}

/// Those that were named twice count twice.
Gauge countsOf(const QList<Outline> &results)
{
    Gauge gauge{"wirewise_endpoints", "", "Endpoints of the last run by verdict.", {}};
    for (const Verdict verdict :
         {Verdict::Works, Verdict::WorksWithWarnings, Verdict::Fails, Verdict::NotChecked}) {
        const auto count = std::count_if(results.begin(), results.end(),
                                         [verdict](const Outline &o) { return o.verdict == verdict; });
        gauge.samples.append(
            {{{"verdict", QString::fromUtf8(toString(verdict))}}, static_cast<double>(count), 0});
    }
    return gauge;
}

} // namespace

QList<Gauge> gaugesOf(const QList<Outline> &all)
{
    const QList<Outline> results = latestOf(all);
    QList<Gauge> gauges;
    for (const Row &row : rows) {
        Gauge gauge{row.name, row.unit, row.help, {}};
        for (const Outline &result : results) {
            if (const std::optional<double> value = row.value(result))
                gauge.samples.append({labelsOf(result), *value, row.decimals});
        }
        gauges.append(gauge);
    }
    gauges.append(phasesOf(results));
    gauges.append(primaryFindingsOf(results));
    gauges.removeIf([](const Gauge &gauge) { return gauge.samples.isEmpty(); });
    gauges.append(countsOf(all));
    return gauges;
}

} // namespace wirewise::report
