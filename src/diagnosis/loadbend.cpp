#include "diagnosis/loadverdict.h"

#include <algorithm>
#include <functional>

namespace wirewise::diagnosis {

using observation::Duration;
using observation::LatencyFigures;
using observation::LoadStep;
using What = LoadBend::What;

namespace {

constexpr int LeastSamples = 10;
constexpr int FewestBefore = 2;
constexpr Duration LeastRise = std::chrono::milliseconds(5);
constexpr double LeastShare = 0.01;

/// One step, as far as one measure of it counts.
struct Point
{
    qsizetype step;
    double value;  ///< microseconds of the 95th percentile, or failures and drops
    double weight; ///< what the failures are a share of
};
using Points = QList<Point>;
using LineOf = std::function<double(const Points &before)>;
using IsOff = std::function<bool(const Point &point, double line)>;

/// The first point that leaves the line of those before it, and none comes back to it.
std::optional<qsizetype> firstOff(const Points &points, const LineOf &lineOf, const IsOff &isOff)
{
    for (qsizetype i = FewestBefore; i < points.size(); ++i) {
        const double line = lineOf(points.first(i));
        if (std::all_of(points.cbegin() + i, points.cend(),
                        [&](const Point &point) { return isOff(point, line); }))
            return i;
    }
    return {};
}

double median(const Points &points)
{
    QList<double> values;
    for (const Point &point : points)
        values.append(point.value);
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2); // of two the higher one: nothing bends before there is a line
}

double share(const Points &points)
{
    double failures = 0, all = 0;
    for (const Point &point : points) {
        failures += point.value;
        all += point.weight;
    }
    return failures / all;
}

std::optional<LoadBend> latencyBend(const QList<LoadStep> &steps, What what,
                                    LatencyFigures LoadStep::*figures)
{
    Points points;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const LatencyFigures &of = steps.at(i).*figures;
        if (of.p95 && of.count >= LeastSamples)
            points.append({i, static_cast<double>(of.p95->count()), 1});
    }
    const auto off = firstOff(points, median, [](const Point &point, double line) {
        return point.value > 2 * line && point.value > line + static_cast<double>(LeastRise.count());
    });
    if (!off)
        return {};
    LoadBend bend{what, points.at(*off).step, steps.at(points.at(*off).step - 1).connections, 0, 0, {}, {}};
    bend.usual = Duration(static_cast<qint64>(median(points.first(*off))));
    bend.seen = Duration(static_cast<qint64>(points.at(*off).value));
    return bend;
}

std::optional<LoadBend> failureBend(const QList<LoadStep> &steps)
{
    Points points;
    int begun = 0;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const LoadStep &step = steps.at(i);
        begun += step.begun;
        if (step.begun < LeastSamples)
            continue;
        // Drops may befall all sessions that there are, failures those that begin.
        const double droppedShare = static_cast<double>(step.dropped) / begun;
        points.append({i, step.failed + droppedShare * step.begun, static_cast<double>(step.begun)});
    }
    const auto off = firstOff(points, share, [](const Point &point, double line) {
        return point.value / point.weight > line + LeastShare;
    });
    if (!off)
        return {};
    LoadBend bend{
        What::Failures, points.at(*off).step, steps.at(points.at(*off).step - 1).connections, 0, 0, {}, {}};
    bend.usualShare = share(points.first(*off));
    bend.share = std::min(1.0, points.at(*off).value / points.at(*off).weight);
    return bend;
}

} // namespace

QByteArray toString(LoadBend::What what)
{
    switch (what) {
    case What::Failures:
        return "failures";
    case What::Handshake:
        return "handshake";
    case What::Answer:
        return "answer";
    }
    return {};
}

std::optional<LoadBend> findBend(const QList<LoadStep> &steps)
{
    std::optional<LoadBend> first = failureBend(steps);
    for (const std::optional<LoadBend> &other : {latencyBend(steps, What::Handshake, &LoadStep::handshake),
                                                 latencyBend(steps, What::Answer, &LoadStep::answer)}) {
        if (other && (!first || other->step < first->step))
            first = other;
    }
    return first;
}

} // namespace wirewise::diagnosis
