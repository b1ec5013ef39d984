#pragma once

#include "observation/timing.h"

#include <QList>

namespace wirewise::observation {

/// How many messages came and went when, over a whole session, in a bounded number of steps of time: when
/// the session outgrows them, each two become one.
class RateBuckets
{
public:
    static constexpr qsizetype Most = 240;
    static constexpr qsizetype MostCloses = 64;

    struct Bucket
    {
        qint64 received = 0, sent = 0;
        qint64 first = 0; ///< number of its first message; 0 without one

        friend bool operator==(const Bucket &, const Bucket &) = default;
    };

    /// Messages at about that time, the first of them with that number. Times may be out of order.
    void add(Duration at, qint64 number, qint64 received, qint64 sent);
    /// A connection ended.
    void addClose(Duration at);

    /// Every bucket is that long; the first begins with the session.
    [[nodiscard]] Duration width() const { return m_width; }
    [[nodiscard]] const QList<Bucket> &buckets() const { return m_buckets; }
    [[nodiscard]] const QList<Duration> &closes() const { return m_closes; }
    /// The latest time seen.
    [[nodiscard]] Duration end() const { return m_end; }
    [[nodiscard]] bool isEmpty() const { return m_buckets.isEmpty(); }
    /// Number of about the first message at that time or later; 0 without one.
    [[nodiscard]] qint64 numberAt(Duration at) const;
    /// About when that message was.
    [[nodiscard]] Duration timeOf(qint64 number) const;

private:
    void halve();

    QList<Bucket> m_buckets;
    QList<Duration> m_closes;
    Duration m_width{20'000};
    Duration m_end{0};
};

} // namespace wirewise::observation
