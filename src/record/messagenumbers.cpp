#include "record/messagenumbers.h"

#include <algorithm>

namespace wirewise::record {

qint64 MessageNumbers::at(qint64 index) const
{
    const qint64 place = m_start + index;
    const auto after =
        std::upper_bound(m_chunks.begin(), m_chunks.end(), place,
                         [](qint64 wanted, const Chunk &chunk) { return wanted < chunk.start; });
    const Chunk &chunk = *std::prev(after);
    return (chunk.high << LowBits) | chunk.low.at(static_cast<size_t>(place - chunk.start));
}

qint64 MessageNumbers::lowerBound(qint64 number) const
{
    const qint64 high = number >> LowBits;
    const auto chunk = std::lower_bound(m_chunks.begin(), m_chunks.end(), high,
                                        [](const Chunk &one, qint64 wanted) { return one.high < wanted; });
    if (chunk == m_chunks.end())
        return count();
    if (chunk->high > high)
        return chunk->start - m_start;
    const auto low = std::lower_bound(chunk->low.begin(), chunk->low.end(), static_cast<quint16>(number));
    return chunk->start - m_start + (low - chunk->low.begin());
}

qint64 MessageNumbers::indexOf(qint64 number) const
{
    const qint64 index = lowerBound(number);
    return index < count() && at(index) == number ? index : -1;
}

void MessageNumbers::append(const QList<qint64> &numbers)
{
    for (const qint64 number : numbers) {
        const qint64 high = number >> LowBits;
        if (m_chunks.empty() || m_chunks.back().high != high) {
            if (!m_chunks.empty())
                m_chunks.back().low.shrink_to_fit(); // nothing comes into it any more
            m_chunks.push_back({high, m_end, {}});
        }
        m_chunks.back().low.push_back(static_cast<quint16>(number));
        ++m_end;
    }
}

void MessageNumbers::prepend(const QList<qint64> &numbers)
{
    qsizetype end = numbers.size();
    while (end > 0) {
        const qint64 high = numbers.at(end - 1) >> LowBits;
        qsizetype begin = end;
        while (begin > 0 && numbers.at(begin - 1) >> LowBits == high)
            --begin;
        if (m_chunks.empty() || m_chunks.front().high != high) {
            if (!m_chunks.empty())
                m_chunks.front().low.shrink_to_fit();
            m_chunks.push_front({high, m_start, {}});
        }
        Chunk &chunk = m_chunks.front();
        std::vector<quint16> low;
        low.reserve(static_cast<size_t>(end - begin));
        for (qsizetype i = begin; i < end; ++i)
            low.push_back(static_cast<quint16>(numbers.at(i)));
        chunk.low.insert(chunk.low.begin(), low.begin(), low.end());
        m_start -= end - begin;
        chunk.start = m_start;
        end = begin;
    }
}

void MessageNumbers::clear()
{
    m_chunks.clear();
    m_start = m_end = 0;
}

} // namespace wirewise::record
