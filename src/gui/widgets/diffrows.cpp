#include "gui/widgets/diffrows.h"

#include <QCoreApplication>

namespace wirewise::gui {

using comparison::Line;
using comparison::Row;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::DiffRows)
};

bool isFoldable(const Row &row)
{
    return row.sign == Row::Sign::Equal && !(row.left && row.left->kind == Line::Kind::Start);
}

bool touches(const std::optional<Line> &line, wire::ByteRange range)
{
    return line && line->range.offset < range.end() && range.offset < line->range.end();
}

} // namespace

void DiffRows::setSections(QList<DiffSection> sections)
{
    m_sections = std::move(sections);
    m_unfolded.clear();
    arrange();
}

void DiffRows::setFolding(bool folding)
{
    m_folding = folding;
    m_unfolded.clear();
    arrange();
}

void DiffRows::unfold(qsizetype item)
{
    if (item < 0 || item >= m_items.size() || m_items.at(item).kind != Item::Kind::Fold)
        return;
    m_unfolded.insert({m_items.at(item).section, m_items.at(item).row});
    arrange();
}

void DiffRows::arrange()
{
    m_items.clear();
    m_differences.clear();
    for (qsizetype section = 0; section < m_sections.size(); ++section) {
        m_items.append({Item::Kind::Heading, section, 0, 1});
        if (m_sections.at(section).rows.isEmpty())
            m_items.append({Item::Kind::Empty, section, 0, 1});
        arrangeSection(section);
    }
}

void DiffRows::arrangeSection(qsizetype section)
{
    const QList<Row> &rows = m_sections.at(section).rows;
    for (qsizetype row = 0; row < rows.size();) {
        qsizetype end = row;
        while (end < rows.size() && isFoldable(rows.at(end)))
            ++end;
        if (m_folding && end - row >= ShortestFold && !m_unfolded.contains({section, row})) {
            m_items.append({Item::Kind::Fold, section, row, end - row});
            row = end;
            continue;
        }
        for (end = qMax(end, row + 1); row < end; ++row) {
            const Row::Sign sign = rows.at(row).sign;
            if (sign != Row::Sign::Equal && sign != Row::Sign::Expected)
                m_differences.append(m_items.size());
            m_items.append({Item::Kind::Line, section, row, 1});
        }
    }
}

qsizetype DiffRows::itemAt(bool onLeft, DiffSection::Kind kind, wire::ByteRange range) const
{
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const Item &item = m_items.at(i);
        if (item.kind != Item::Kind::Line || m_sections.at(item.section).kind != kind)
            continue;
        const Row &row = rowOf(item);
        if (touches(onLeft ? row.left : row.right, range))
            return i;
    }
    return -1;
}

QString signText(Row::Sign sign)
{
    switch (sign) {
    case Row::Sign::Differs:
        return QStringLiteral("≠");
    case Row::Sign::Expected:
        return QStringLiteral("~");
    case Row::Sign::OnlyLeft:
        return QStringLiteral("−");
    case Row::Sign::OnlyRight:
        return QStringLiteral("+");
    case Row::Sign::Equal:
        break;
    }
    return {};
}

QString signWord(Row::Sign sign)
{
    switch (sign) {
    case Row::Sign::Differs:
        return Words::tr("differs");
    case Row::Sign::Expected:
        return Words::tr("differs in every run");
    case Row::Sign::OnlyLeft:
        return Words::tr("only left");
    case Row::Sign::OnlyRight:
        return Words::tr("only right");
    case Row::Sign::Equal:
        break;
    }
    return Words::tr("equal");
}

} // namespace wirewise::gui
