#pragma once

#include "comparison/linediff.h"

#include <QList>
#include <QSet>
#include <QString>

namespace wirewise::gui {

/// Lines of two sides under one heading.
struct DiffSection
{
    enum class Kind { Sent, Received, Plain };
    Kind kind = Kind::Plain;
    QString title;                 ///< "Received"
    QString leftFacts, rightFacts; ///< "219 bytes after 46 ms"
    QList<comparison::Row> rows;
    QString emptyText; ///< shown where there are no rows
};

/// What a DiffView shows of its sections: headings, lines, and runs of equal lines as one. Values only.
class DiffRows
{
public:
    struct Item
    {
        enum class Kind { Heading, Line, Fold, Empty };
        Kind kind = Kind::Line;
        qsizetype section = 0;
        qsizetype row = 0;   ///< first of its lines
        qsizetype count = 1; ///< lines that a fold stands for
    };

    /// A shorter run of equal lines is not worth a fold.
    static constexpr qsizetype ShortestFold = 2;

    void setSections(QList<DiffSection> sections);
    [[nodiscard]] const QList<DiffSection> &sections() const { return m_sections; }
    /// Folds runs of equal lines; start lines stay.
    void setFolding(bool folding);
    [[nodiscard]] bool isFolding() const { return m_folding; }
    /// Shows the lines of a fold.
    void unfold(qsizetype item);

    [[nodiscard]] const QList<Item> &items() const { return m_items; }
    [[nodiscard]] const comparison::Row &rowOf(const Item &item) const
    {
        return m_sections.at(item.section).rows.at(item.row);
    }
    /// Indexes of items that differ and are not expected to.
    [[nodiscard]] const QList<qsizetype> &differences() const { return m_differences; }
    /// The item that holds a line of those bytes; -1 if none does. Unfolds nothing.
    [[nodiscard]] qsizetype itemAt(bool onLeft, DiffSection::Kind kind, wire::ByteRange range) const;

private:
    void arrange();
    void arrangeSection(qsizetype section);

    QList<DiffSection> m_sections;
    QSet<std::pair<qsizetype, qsizetype>> m_unfolded; ///< section and first row
    QList<Item> m_items;
    QList<qsizetype> m_differences;
    bool m_folding = true;
};

/// "≠", "+", "−", "~"; empty for equal lines.
[[nodiscard]] QString signText(comparison::Row::Sign sign);
/// The same in a word, for assistive technology.
[[nodiscard]] QString signWord(comparison::Row::Sign sign);

} // namespace wirewise::gui
