#pragma once

#include "observation/timing.h"

#include <QList>
#include <QMetaType>

#include <optional>

namespace wirewise::observation {

/// What is told of many times of one kind.
struct LatencyFigures
{
    qint64 count = 0;
    std::optional<Duration> median, p95, p99, worst; ///< empty where nobody measured it

    friend bool operator==(const LatencyFigures &, const LatencyFigures &) = default;
};

/// Times of one kind, counted in buckets: memory is bounded whatever their number. A bucket is narrower than
/// its times divided by 128, so that a percentile is told at most 0.8 % above what was measured, never below.
class Latencies
{
public:
    /// Longer ones count as this long.
    static constexpr Duration Longest = std::chrono::hours(1);

    void add(Duration time);
    void add(const Latencies &others);

    [[nodiscard]] qint64 count() const { return m_count; }
    /// The time that this share of all, above 0 and at most 1, does not exceed; nothing without times.
    [[nodiscard]] std::optional<Duration> percentile(double share) const;
    [[nodiscard]] LatencyFigures figures() const;

private:
    QList<quint32> m_buckets; ///< up to the longest time that was seen
    qint64 m_count = 0;
    Duration m_worst{0};
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::LatencyFigures)
