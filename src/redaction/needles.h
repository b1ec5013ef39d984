#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <bitset>
#include <functional>

namespace wirewise::redaction {

/// Many byte strings that are looked for at once, in one pass whose cost does not depend on how many they
/// are.
class Needles
{
public:
    /// Shorter ones are not taken: they would be found everywhere.
    static constexpr qsizetype Shortest = 3;

    void add(const QByteArray &needle, int id);
    [[nodiscard]] bool isEmpty() const { return m_needles.isEmpty(); }

    /// Told of each place, the longest needle at it first; says whether it takes it. One that is taken is
    /// passed as a whole.
    using Take = std::function<bool(qsizetype at, qsizetype length, int id)>;
    void find(QByteArrayView text, const Take &take) const;

private:
    struct Needle
    {
        QByteArray text;
        int id = 0;
    };

    QList<Needle> m_needles;
    QHash<quint32, QList<int>> m_byStart; ///< indexes by the first three bytes, long ones first
    std::bitset<65536> m_starts;          ///< which hashes of three bytes begin a needle
};

} // namespace wirewise::redaction
