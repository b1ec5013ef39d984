#include "observation/latencies.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace wirewise::observation {

namespace {

// Buckets are one microsecond wide up to 2^8, and 128 to each doubling from there on.
constexpr int BitsKept = 8;
constexpr quint64 PerDoubling = quint64(1) << (BitsKept - 1);

int shiftOf(quint64 microseconds)
{
    return std::max(0, static_cast<int>(std::bit_width(microseconds)) - BitsKept);
}

qsizetype bucketOf(quint64 microseconds)
{
    const int shift = shiftOf(microseconds);
    return static_cast<qsizetype>(static_cast<quint64>(shift) * PerDoubling + (microseconds >> shift));
}

/// The longest time that falls into it.
Duration endOf(qsizetype bucket)
{
    const auto number = static_cast<quint64>(bucket);
    if (number < 2 * PerDoubling)
        return Duration(bucket);
    const quint64 shift = number / PerDoubling - 1;
    const quint64 kept = number - shift * PerDoubling;
    return Duration(static_cast<qint64>(((kept + 1) << shift) - 1));
}

} // namespace

void Latencies::add(Duration time)
{
    time = std::clamp(time, Duration(0), Longest);
    const qsizetype bucket = bucketOf(static_cast<quint64>(time.count()));
    if (bucket >= m_buckets.size())
        m_buckets.resize(bucket + 1, 0);
    ++m_buckets[bucket];
    ++m_count;
    m_worst = std::max(m_worst, time);
}

void Latencies::add(const Latencies &others)
{
    if (others.m_buckets.size() > m_buckets.size())
        m_buckets.resize(others.m_buckets.size(), 0);
    for (qsizetype i = 0; i < others.m_buckets.size(); ++i)
        m_buckets[i] += others.m_buckets.at(i);
    m_count += others.m_count;
    m_worst = std::max(m_worst, others.m_worst);
}

std::optional<Duration> Latencies::percentile(double share) const
{
    if (m_count == 0)
        return {};
    const auto rank =
        std::clamp<qint64>(std::llround(std::ceil(share * static_cast<double>(m_count) - 1e-9)), 1, m_count);
    qint64 seen = 0;
    for (qsizetype i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets.at(i);
        if (seen >= rank)
            return std::min(endOf(i), m_worst);
    }
    return m_worst;
}

LatencyFigures Latencies::figures() const
{
    if (m_count == 0)
        return {};
    return {m_count, percentile(0.5), percentile(0.95), percentile(0.99), m_worst};
}

} // namespace wirewise::observation
