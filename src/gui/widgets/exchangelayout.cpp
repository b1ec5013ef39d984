#include "gui/widgets/exchangelayout.h"

#include "gui/widgets/theme.h"

#include <QFontMetricsF>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr qreal GutterPadding = 11, LeastGutter = 45, PaneGap = 14;
constexpr int LeastColumns = 24, Trailing = 8;

qreal columnWidth(const QFont &font)
{
    // Over many characters, so that what hinting adds to each is counted.
    return QFontMetricsF(font).horizontalAdvance(QString(100, u'0')) / 100.0;
}

int digitsOf(qint64 value, int base)
{
    int digits = 1;
    while (value >= base) {
        value /= base;
        ++digits;
    }
    return digits;
}

} // namespace

ByteMetrics ByteMetrics::ofTheme()
{
    const Theme &theme = Theme::instance();
    ByteMetrics metrics;
    metrics.bytes = theme.font(TextStyle::Bytes);
    metrics.strong = theme.font(TextStyle::BytesStrong);
    metrics.hex = theme.font(TextStyle::Hex);
    metrics.offset = theme.font(TextStyle::Offset);
    metrics.byteWidth = columnWidth(metrics.bytes);
    metrics.hexWidth = columnWidth(metrics.hex);
    metrics.offsetWidth = columnWidth(metrics.offset);
    metrics.rowHeight = theme.lineHeight(TextStyle::Bytes);
    metrics.headingHeight = theme.scaled(25);
    metrics.marksWidth = theme.scaled(25);
    metrics.emptyHeight = theme.scaled(44);
    return metrics;
}

void ExchangeLayout::setSections(const QList<ByteSection> &sections)
{
    m_sections = sections;
    m_rows.resize(static_cast<std::size_t>(sections.size()));
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        m_rows.at(index).setBytes(sections.at(static_cast<qsizetype>(index)).bytes);
}

void ExchangeLayout::setMode(ExchangeView::Mode mode)
{
    m_mode = mode;
}

void ExchangeLayout::setLineEnds(bool drawn)
{
    m_lineEnds = drawn;
}

void ExchangeLayout::setMetrics(const ByteMetrics &metrics)
{
    m_metrics = metrics;
}

void ExchangeLayout::setWidth(int width)
{
    m_width = width;
}

void ExchangeLayout::placeColumns()
{
    qint64 longest = 0;
    for (const ByteSection &section : m_sections)
        longest = qMax(longest, static_cast<qint64>(section.bytes.size()));
    m_textGutter =
        std::ceil(qMax(LeastGutter, digitsOf(longest, 10) * m_metrics.offsetWidth + 2 * GutterPadding));
    m_hexGutter =
        std::ceil(qMax(LeastGutter, qMax(4, digitsOf(longest, 16)) * m_metrics.offsetWidth + 2 * 8));
    m_hexPerRow = 16;
    const auto hexPane = [this] { return asciiX(m_hexPerRow) - m_hexLeft + Trailing; };
    const qreal leastText = textLeft() + LeastColumns * m_metrics.byteWidth;
    m_hexLeft = 0;
    const qreal room = m_width - (m_mode == ExchangeView::Mode::Both ? leastText : 0);
    if (hasHex() && hexPane() > room)
        m_hexPerRow = 8;
    if (m_mode == ExchangeView::Mode::Both)
        m_hexLeft = std::floor(qMax(leastText, m_width - hexPane()));
    const qreal textRight = m_mode == ExchangeView::Mode::Both ? m_hexLeft : m_width;
    m_columns = qMax(8, static_cast<int>((textRight - textLeft() - Trailing) / m_metrics.byteWidth));
}

void ExchangeLayout::update()
{
    placeColumns();
    m_boxes.clear();
    qint64 top = 0;
    for (int index = 0; index < m_sections.size(); ++index) {
        TextRows &rows = m_rows.at(static_cast<std::size_t>(index));
        rows.setLineEnds(m_lineEnds);
        const qint64 size = m_sections.at(index).bytes.size();
        SectionBox box;
        box.top = top;
        if (hasText()) {
            rows.setColumns(m_columns);
            box.rows = rows.count();
        }
        if (hasHex())
            box.rows = qMax(box.rows, (size + m_hexPerRow - 1) / m_hexPerRow);
        const bool words = size == 0 && !m_sections.at(index).emptyText.isEmpty();
        box.bottom =
            top + m_metrics.headingHeight + (words ? m_metrics.emptyHeight : box.rows * m_metrics.rowHeight);
        top = box.bottom;
        m_boxes.append(box);
    }
}

qint64 ExchangeLayout::height() const
{
    return m_boxes.isEmpty() ? 0 : m_boxes.constLast().bottom;
}

qreal ExchangeLayout::hexX(int index) const
{
    // A wider gap after the eighth byte.
    return hexBytesLeft() + (index * 3 + (index >= 8 ? 1 : 0)) * m_metrics.hexWidth;
}

qreal ExchangeLayout::asciiLeft() const
{
    return hexX(m_hexPerRow) - m_metrics.hexWidth + PaneGap;
}

qint64 ExchangeLayout::rowTop(int section, qint64 row) const
{
    return box(section).top + m_metrics.headingHeight + row * m_metrics.rowHeight;
}

qint64 ExchangeLayout::rowOf(int section, qint64 offset) const
{
    return hasText() ? text(section).rowOf(offset) : offset / m_hexPerRow;
}

int ExchangeLayout::columnOf(int section, const TextRows::Row &row, qint64 offset) const
{
    const QByteArrayView bytes(m_sections.at(section).bytes);
    int column = 0;
    qint64 at = row.offset;
    while (at < row.offset + row.length) {
        const Cluster cluster = clusterAt(bytes, at, m_lineEnds);
        if (offset < at + cluster.bytes)
            break;
        column += cluster.columns;
        at += cluster.bytes;
    }
    return column;
}

qint64 ExchangeLayout::offsetAt(int section, const TextRows::Row &row, qreal column) const
{
    const QByteArrayView bytes(m_sections.at(section).bytes);
    int at = 0;
    qint64 offset = row.offset;
    while (offset < row.offset + row.length) {
        const Cluster cluster = clusterAt(bytes, offset, m_lineEnds);
        if (column < at + qMax(1, cluster.columns))
            return offset;
        at += cluster.columns;
        if (cluster.endsLine)
            return offset;
        offset += cluster.bytes;
    }
    return offset;
}

qint64 ExchangeLayout::headingTop(int section, qint64 scroll) const
{
    const qint64 natural = box(section).top - scroll;
    if (stacks())
        return qMax(natural, static_cast<qint64>(section) * m_metrics.headingHeight);
    // Only the heading of the section at the top stays, until the next one pushes it away.
    if (box(section).bottom <= scroll || natural > 0)
        return natural;
    return qMin<qint64>(0, box(section).bottom - scroll - m_metrics.headingHeight);
}

int ExchangeLayout::covered(int section) const
{
    return (stacks() ? section + 1 : 1) * m_metrics.headingHeight;
}

ExchangeLayout::Hit ExchangeLayout::hit(const QPointF &point, qint64 scroll) const
{
    for (int section = static_cast<int>(m_boxes.size()) - 1; section >= 0; --section) {
        const qint64 heading = headingTop(section, scroll);
        if (point.y() < static_cast<qreal>(heading) && section > 0)
            continue;
        const auto inside = static_cast<qint64>(std::floor(point.y())) + scroll - rowTop(section, 0);
        const qint64 row = inside < 0 ? 0 : inside / m_metrics.rowHeight;
        return hitRow(section, row, point.x());
    }
    return {};
}

ExchangeLayout::Hit ExchangeLayout::hitRow(int section, qint64 row, qreal x) const
{
    Hit hit;
    hit.section = section;
    const qint64 size = m_sections.at(section).bytes.size();
    if (hasHex() && x >= m_hexLeft) {
        const bool ascii = x >= asciiLeft() - PaneGap / 2;
        hit.pane = ascii ? Pane::Ascii : Pane::Hex;
        hit.gutter = !ascii && x < hexBytesLeft() - 2;
        int index = 0;
        while (index < m_hexPerRow &&
               (ascii ? asciiX(index + 1) : hexX(index + 1) - m_metrics.hexWidth / 2) <= x)
            ++index;
        hit.offset = qMin(size, row * m_hexPerRow + qMin(index, m_hexPerRow));
        return hit;
    }
    hit.gutter = x < textLeft();
    const TextRows &rows = text(section);
    if (row >= rows.count()) {
        hit.offset = size;
        return hit;
    }
    hit.offset = offsetAt(section, rows.row(row), (x - textLeft()) / m_metrics.byteWidth);
    return hit;
}

} // namespace wirewise::gui
