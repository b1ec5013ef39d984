#pragma once

#include "gui/widgets/bytesection.h"
#include "gui/widgets/exchangeview.h"
#include "gui/widgets/textrows.h"

#include <QFont>
#include <QList>

#include <optional>
#include <vector>

namespace wirewise::gui {

/// Sizes that the layout takes from fonts and theme.
struct ByteMetrics
{
    QFont bytes, strong, hex, offset;
    qreal byteWidth = 7, hexWidth = 7, offsetWidth = 6.6; ///< of one column
    int rowHeight = 19, headingHeight = 25, marksWidth = 25, emptyHeight = 44;

    [[nodiscard]] static ByteMetrics ofTheme();
};

/// Where the sections, their headings, rows and columns stand. x and y are in content coordinates: y grows
/// from 0 through all sections, x is that of the viewport.
class ExchangeLayout
{
public:
    enum class Pane { Text, Hex, Ascii };

    struct SectionBox
    {
        qint64 top = 0;  ///< of the heading
        qint64 rows = 0; ///< of the taller pane
        qint64 bottom = 0;
    };

    /// A place that a point hits.
    struct Hit
    {
        int section = -1;
        qint64 offset = 0; ///< the byte under the point, or the end
        Pane pane = Pane::Text;
        bool gutter = false;
    };

    void setSections(const QList<ByteSection> &sections);
    void setMode(ExchangeView::Mode mode);
    void setLineEnds(bool drawn);
    void setMetrics(const ByteMetrics &metrics);
    void setWidth(int width);
    /// Brings everything up to date; call after setters.
    void update();

    [[nodiscard]] const QList<ByteSection> &sections() const { return m_sections; }
    [[nodiscard]] ExchangeView::Mode mode() const { return m_mode; }
    [[nodiscard]] bool lineEnds() const { return m_lineEnds; }
    [[nodiscard]] const ByteMetrics &metrics() const { return m_metrics; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] const SectionBox &box(int section) const { return m_boxes.at(section); }
    [[nodiscard]] const TextRows &text(int section) const
    {
        return m_rows.at(static_cast<std::size_t>(section));
    }
    [[nodiscard]] qint64 height() const;
    [[nodiscard]] bool hasText() const { return m_mode != ExchangeView::Mode::Hex; }
    [[nodiscard]] bool hasHex() const { return m_mode != ExchangeView::Mode::Text; }

    /// Bytes in one row of hex: 16, or 8 where there is no room.
    [[nodiscard]] int hexPerRow() const { return m_hexPerRow; }
    [[nodiscard]] qreal textGutter() const { return m_textGutter; } ///< width of the offsets
    [[nodiscard]] qreal textLeft() const { return m_textGutter + m_metrics.marksWidth; }
    [[nodiscard]] qreal hexLeft() const { return m_hexLeft; } ///< of its gutter
    [[nodiscard]] qreal hexGutter() const { return m_hexGutter; }
    /// Evidence numbers stand between the offsets and the bytes of the leading pane.
    [[nodiscard]] qreal hexBytesLeft() const
    {
        return m_hexLeft + m_hexGutter + (hasText() ? 8 : m_metrics.marksWidth);
    }
    /// Middle of the column of evidence numbers.
    [[nodiscard]] qreal marksMiddle() const
    {
        return (hasText() ? m_textGutter : m_hexGutter) + m_metrics.marksWidth / 2.0;
    }
    [[nodiscard]] qreal asciiLeft() const;
    /// x of a byte within its row of hex.
    [[nodiscard]] qreal hexX(int index) const;
    [[nodiscard]] qreal asciiX(int index) const { return asciiLeft() + index * m_metrics.hexWidth; }

    /// Top of a row of a section.
    [[nodiscard]] qint64 rowTop(int section, qint64 row) const;
    /// Row of a byte in the pane that decides where to scroll.
    [[nodiscard]] qint64 rowOf(int section, qint64 offset) const;
    /// Column of a byte within its row of text.
    [[nodiscard]] int columnOf(int section, const TextRows::Row &row, qint64 offset) const;
    /// The byte of a row of text at a column; its end if the column lies behind.
    [[nodiscard]] qint64 offsetAt(int section, const TextRows::Row &row, qreal column) const;

    /// y of a heading in the viewport, which may stick to its top.
    [[nodiscard]] qint64 headingTop(int section, qint64 scroll) const;
    /// Height that headings cover at the top where a row of the section may stand.
    [[nodiscard]] int covered(int section) const;

    [[nodiscard]] Hit hit(const QPointF &point, qint64 scroll) const;

private:
    [[nodiscard]] bool stacks() const { return m_sections.size() <= 3; }
    void placeColumns();
    [[nodiscard]] Hit hitRow(int section, qint64 row, qreal x) const;

    QList<ByteSection> m_sections;
    std::vector<TextRows> m_rows;
    QList<SectionBox> m_boxes;
    ByteMetrics m_metrics;
    ExchangeView::Mode m_mode = ExchangeView::Mode::Text;
    bool m_lineEnds = true;
    int m_width = 0;
    int m_hexPerRow = 16;
    int m_columns = 80;
    qreal m_textGutter = 45, m_hexLeft = 0, m_hexGutter = 45;
};

} // namespace wirewise::gui
