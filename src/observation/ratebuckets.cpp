#include "observation/ratebuckets.h"

namespace wirewise::observation {

namespace {
/// A file may claim any time; no session lasts longer than a century.
constexpr Duration Longest = std::chrono::hours(24 * 36525);
} // namespace

void RateBuckets::add(Duration at, qint64 number, qint64 received, qint64 sent)
{
    at = qBound(Duration(0), at, Longest);
    while (at / m_width >= Most)
        halve();
    const qsizetype place = at / m_width;
    if (place >= m_buckets.size())
        m_buckets.resize(place + 1);
    Bucket &bucket = m_buckets[place];
    bucket.received += received;
    bucket.sent += sent;
    if (bucket.first == 0 || number < bucket.first)
        bucket.first = number;
    m_end = qMax(m_end, at);
}

void RateBuckets::addClose(Duration at)
{
    if (m_closes.size() < MostCloses)
        m_closes.append(qBound(Duration(0), at, Longest));
}

void RateBuckets::halve()
{
    m_width *= 2;
    for (qsizetype i = 0; i < m_buckets.size(); i += 2) {
        Bucket joined = m_buckets.at(i);
        if (i + 1 < m_buckets.size()) {
            const Bucket &next = m_buckets.at(i + 1);
            joined.received += next.received;
            joined.sent += next.sent;
            if (joined.first == 0)
                joined.first = next.first;
        }
        m_buckets[i / 2] = joined;
    }
    m_buckets.resize((m_buckets.size() + 1) / 2);
}

qint64 RateBuckets::numberAt(Duration at) const
{
    const qsizetype place = qMax<qint64>(0, at / m_width);
    for (qsizetype i = place; i < m_buckets.size(); ++i) {
        const Bucket &bucket = m_buckets.at(i);
        if (bucket.first == 0)
            continue;
        const qint64 into = i == place ? (at - place * m_width).count() : 0;
        return bucket.first + (bucket.received + bucket.sent) * qMax<qint64>(0, into) / m_width.count();
    }
    return 0;
}

Duration RateBuckets::timeOf(qint64 number) const
{
    Duration time(0);
    for (qsizetype i = 0; i < m_buckets.size(); ++i) {
        const Bucket &bucket = m_buckets.at(i);
        if (bucket.first == 0)
            continue;
        if (bucket.first > number)
            break;
        const qint64 count = qMax<qint64>(1, bucket.received + bucket.sent);
        const auto share =
            static_cast<double>(qMin(count, number - bucket.first)) / static_cast<double>(count);
        time = i * m_width + Duration(static_cast<qint64>(share * static_cast<double>(m_width.count())));
    }
    return qMin(time, m_end);
}

} // namespace wirewise::observation
