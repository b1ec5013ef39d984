#pragma once

#include <QList>

#include <deque>
#include <vector>

namespace wirewise::record {

/// Numbers of messages in rising order, two bytes for each where they lie close together. Grows at both
/// ends, because a search goes from the latest message backwards.
class MessageNumbers
{
public:
    [[nodiscard]] qint64 count() const { return m_end - m_start; }
    [[nodiscard]] qint64 at(qint64 index) const;
    /// Index of the first number that is not lower; count() if there is none.
    [[nodiscard]] qint64 lowerBound(qint64 number) const;
    /// Index of that number, or -1.
    [[nodiscard]] qint64 indexOf(qint64 number) const;

    /// Rising numbers, all higher than those before.
    void append(const QList<qint64> &numbers);
    /// Rising numbers, all lower than those before.
    void prepend(const QList<qint64> &numbers);
    void clear();

private:
    static constexpr int LowBits = 16;
    /// Numbers that share all but their lowest bits.
    struct Chunk
    {
        qint64 high = 0;
        qint64 start = 0; ///< place of its first number; negative left of where the search began
        std::vector<quint16> low;
    };

    std::deque<Chunk> m_chunks;
    qint64 m_start = 0, m_end = 0;
};

} // namespace wirewise::record
