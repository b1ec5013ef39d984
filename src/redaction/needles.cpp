#include "redaction/needles.h"

#include <algorithm>

namespace wirewise::redaction {

namespace {

quint32 startOf(const char *bytes)
{
    const auto at = [bytes](int i) { return quint32(static_cast<quint8>(bytes[i])); };
    return at(0) | at(1) << 8U | at(2) << 16U;
}

/// Fibonacci hashing: the golden ratio spreads neighbours over the whole table.
quint32 slotOf(quint32 start)
{
    return (start * 0x9E3779B1U) >> 16U;
}

} // namespace

void Needles::add(const QByteArray &needle, int id)
{
    if (needle.size() < Shortest)
        return;
    const quint32 start = startOf(needle.constData());
    QList<int> &same = m_byStart[start];
    const auto place = std::find_if(same.begin(), same.end(), [&](int index) {
        return m_needles.at(index).text.size() <= needle.size();
    });
    same.insert(place, int(m_needles.size()));
    m_needles.append({needle, id});
    m_starts.set(slotOf(start));
}

void Needles::find(QByteArrayView text, const Take &take) const
{
    if (m_needles.isEmpty())
        return;
    for (qsizetype at = 0; at + Shortest <= text.size();) {
        const quint32 start = startOf(text.data() + at);
        qsizetype step = 1;
        if (m_starts.test(slotOf(start))) {
            const auto candidates = m_byStart.constFind(start);
            if (candidates != m_byStart.constEnd()) {
                for (const int index : *candidates) {
                    const Needle &needle = m_needles.at(index);
                    if (text.sliced(at).startsWith(needle.text) && take(at, needle.text.size(), needle.id)) {
                        step = needle.text.size();
                        break;
                    }
                }
            }
        }
        at += step;
    }
}

} // namespace wirewise::redaction
