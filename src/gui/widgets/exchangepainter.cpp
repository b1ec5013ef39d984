#include "gui/widgets/exchangepainter.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace wirewise::gui {

namespace {

wire::ByteRange overlap(wire::ByteRange one, wire::ByteRange other)
{
    const qint64 from = qMax(one.offset, other.offset);
    return {from, qMin(one.end(), other.end()) - from};
}

// Up to which byte of a line its header name goes, the colon included; the line's start if it has none.
qint64 nameEnd(const ByteSection &section, qint64 lineStart)
{
    constexpr qint64 LongestName = 256;
    if (lineStart == 0 || lineStart >= section.head)
        return lineStart;
    const char first = section.bytes.at(lineStart);
    // RFC 9112 section 5.2: a folded line continues the value above it.
    if (first == ' ' || first == '\t')
        return lineStart;
    const qint64 limit = qMin(section.head, lineStart + LongestName);
    for (qint64 at = lineStart; at < limit && section.bytes.at(at) != '\n'; ++at) {
        if (section.bytes.at(at) == ':')
            return at + 1;
    }
    return lineStart;
}

} // namespace

ExchangePainter::ExchangePainter(QPainter *painter, const ExchangeLayout &layout, const ByteMarks &marks,
                                 QSize viewport, qint64 scroll)
    : m_painter(painter)
    , m_layout(layout)
    , m_metrics(layout.metrics())
    , m_marks(marks)
    , m_viewport(viewport)
    , m_scroll(scroll)
{
}

void ExchangePainter::paint()
{
    m_painter->fillRect(QRect(QPoint(), m_viewport), colour(Token::Surface));
    const int count = static_cast<int>(m_layout.sections().size());
    for (int section = 0; section < count; ++section)
        paintSection(section);
    for (int section = 0; section < count; ++section)
        paintHeading(section, m_layout.headingTop(section, m_scroll));
}

void ExchangePainter::paintSection(int section)
{
    const ExchangeLayout::SectionBox &box = m_layout.box(section);
    const qint64 top = qMax<qint64>(m_layout.rowTop(section, 0) - m_scroll,
                                    m_layout.headingTop(section, m_scroll) + m_metrics.headingHeight);
    const qint64 bottom = qMin<qint64>(box.bottom - m_scroll, m_viewport.height());
    if (top >= bottom)
        return;
    const QRectF area(0, static_cast<qreal>(top), m_viewport.width(), static_cast<qreal>(bottom - top));
    m_painter->save();
    m_painter->setClipRect(area);
    if (m_layout.sections().at(section).bytes.isEmpty()) {
        paintEmpty(section, m_layout.rowTop(section, 0) - m_scroll);
        m_painter->restore();
        return;
    }
    paintGutters(area);
    const qint64 first = (top + m_scroll - m_layout.rowTop(section, 0)) / m_metrics.rowHeight;
    const qint64 last =
        qMin(box.rows - 1, (bottom - 1 + m_scroll - m_layout.rowTop(section, 0)) / m_metrics.rowHeight);
    const qint64 size = m_layout.sections().at(section).bytes.size();
    for (qint64 row = first; row <= last; ++row) {
        const auto y = static_cast<qreal>(m_layout.rowTop(section, row) - m_scroll);
        if (m_layout.hasText() && row < m_layout.text(section).count())
            paintTextRow(section, m_layout.text(section).row(row), y);
        if (m_layout.hasHex() && row * m_layout.hexPerRow() < size)
            paintHexRow(section, row, y);
    }
    m_painter->restore();
}

void ExchangePainter::paintGutters(const QRectF &area)
{
    const auto gutter = [&](qreal left, qreal width) {
        const QRectF strip(left, area.top(), width, area.height());
        m_painter->fillRect(strip, colour(Token::Sunken));
        paintEdge(m_painter, strip, Qt::RightEdge, colour(Token::Border));
    };
    if (m_layout.hasText())
        gutter(0, m_layout.textGutter());
    if (m_layout.hasHex()) {
        gutter(m_layout.hexLeft(), m_layout.hexGutter());
        if (m_layout.hasText())
            paintEdge(m_painter, QRectF(m_layout.hexLeft(), area.top(), 1, area.height()), Qt::LeftEdge,
                      colour(Token::Border));
    }
}

void ExchangePainter::paintHeading(int section, qint64 top)
{
    const ByteSection &content = m_layout.sections().at(section);
    if (top >= m_viewport.height() || top + m_metrics.headingHeight <= 0)
        return;
    const Theme &theme = Theme::instance();
    const QRectF rect(0, static_cast<qreal>(top), m_viewport.width(), m_metrics.headingHeight);
    m_painter->fillRect(rect, colour(Token::Sunken));
    if (section > 0)
        paintEdge(m_painter, rect, Qt::TopEdge, colour(Token::Border));
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    const bool sent = content.direction == wire::Direction::Sent;
    const QColor tint = colour(sent ? Token::Sent : Token::Received);
    const qreal side = theme.scaled(14);
    Icons::paint(m_painter, sent ? "arrow-up" : "arrow-down",
                 QRectF(10, rect.center().y() - side / 2, side, side), tint);
    qreal at = 10 + side + 8;
    const auto write = [&](const QString &text, TextStyle style, const QColor &ink, qreal room) {
        const QFont font = theme.font(style);
        const QFontMetricsF metrics(font);
        const qreal width = qMin(room, metrics.horizontalAdvance(text) + 1);
        m_painter->setFont(font);
        m_painter->setPen(ink);
        m_painter->drawText(QRectF(at, rect.top(), width, rect.height()),
                            Qt::AlignVCenter | Qt::TextSingleLine,
                            metrics.elidedText(text, Qt::ElideRight, width));
        at += width + 8;
    };
    write(content.title, TextStyle::SecondaryStrong, tint, rect.width() / 2);
    write(content.counts, TextStyle::Secondary, colour(Token::Text2), qMax(0.0, rect.width() * 0.6 - at));
    const QFont font = theme.font(TextStyle::Secondary);
    const qreal room = qMax(0.0, rect.width() - 10 - at - 8);
    m_painter->setFont(font);
    m_painter->setPen(colour(Token::Text2));
    m_painter->drawText(QRectF(rect.right() - 10 - room, rect.top(), room, rect.height()),
                        Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                        QFontMetricsF(font).elidedText(content.facts, Qt::ElideMiddle, room));
}

void ExchangePainter::paintEmpty(int section, qint64 top)
{
    m_painter->setFont(Theme::instance().font(TextStyle::Secondary));
    m_painter->setPen(colour(Token::Text3));
    m_painter->drawText(QRectF(16, static_cast<qreal>(top), m_viewport.width() - 32, m_metrics.emptyHeight),
                        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
                        m_layout.sections().at(section).emptyText);
}

QRectF ExchangePainter::textRect(int section, const TextRows::Row &row, qreal top,
                                 wire::ByteRange range) const
{
    const wire::ByteRange part = overlap(range, {row.offset, row.length});
    if (part.isEmpty())
        return {};
    const int from = m_layout.columnOf(section, row, part.offset);
    // Of a line end only what was asked for is marked, and it is not drawn as part of the evidence.
    const int to =
        m_layout.columnOf(section, row, part.end() - 1) +
        clusterAt(m_layout.sections().at(section).bytes, part.end() - 1, m_layout.lineEnds()).columns;
    return {m_layout.textLeft() + from * m_metrics.byteWidth, top, (to - from) * m_metrics.byteWidth,
            static_cast<qreal>(m_metrics.rowHeight)};
}

void ExchangePainter::paintStretch(const QRectF &rect, const QColor &ground, const QColor &underline)
{
    if (rect.width() <= 0)
        return;
    const QRectF box(std::floor(rect.left()), rect.top() + 1,
                     std::ceil(rect.right()) - std::floor(rect.left()), rect.height() - 2);
    m_painter->fillRect(box, ground);
    if (underline.alpha() > 0)
        m_painter->fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), underline);
}

void ExchangePainter::markNeedle(int section, qint64 first, qint64 last,
                                 const std::function<void(wire::ByteRange)> &mark) const
{
    const qsizetype length = m_marks.needle.size();
    if (length == 0)
        return;
    const QByteArray &bytes = m_layout.sections().at(section).bytes;
    const qint64 from = qMax<qint64>(0, first - length + 1);
    const qint64 to = qMin<qint64>(bytes.size(), last + length - 1);
    const QByteArray part = bytes.mid(from, to - from).toLower();
    for (qsizetype at = part.indexOf(m_marks.needle); at >= 0; at = part.indexOf(m_marks.needle, at + length))
        mark({from + at, length});
}

void ExchangePainter::paintTextMarks(int section, const TextRows::Row &row, qreal top)
{
    for (const ByteMark &mark : m_layout.sections().at(section).evidence)
        paintStretch(textRect(section, row, top, mark.range), colour(Token::Evidence),
                     colour(Token::EvidenceLine));
    if (m_marks.selection.section == section)
        paintStretch(textRect(section, row, top, m_marks.selection.range), colour(Token::Sel),
                     colour(Token::AccentText));
    markNeedle(section, row.offset, row.offset + row.length, [&](wire::ByteRange range) {
        const QRectF rect = textRect(section, row, top, range);
        if (rect.width() > 0)
            paintBox(m_painter, rect.adjusted(-1, 1, 1, -1), Qt::transparent, colour(Token::AccentText), 2);
    });
}

void ExchangePainter::paintTextRow(int section, const TextRows::Row &row, qreal top)
{
    paintTextMarks(section, row, top);
    if (row.offset == row.lineStart) {
        m_painter->setFont(m_metrics.offset);
        m_painter->setPen(colour(Token::Text3));
        m_painter->drawText(QRectF(0, top, m_layout.textGutter() - 11, m_metrics.rowHeight),
                            Qt::AlignVCenter | Qt::AlignRight, QString::number(row.offset));
    }
    paintTextBytes(section, row, top);
    paintRowMarks(section, {row.offset, row.length}, top);
    if (m_marks.selection.section == section && m_marks.caret >= row.offset &&
        (m_marks.caret < row.offset + row.length ||
         (m_marks.caret == row.offset + row.length &&
          m_marks.caret == m_layout.sections().at(section).bytes.size()))) {
        const int column = m_marks.caret < row.offset + row.length
                               ? m_layout.columnOf(section, row, m_marks.caret)
                               : m_layout.columnOf(section, row, row.offset + row.length);
        m_painter->fillRect(QRectF(m_layout.textLeft() + column * m_metrics.byteWidth - 1, top + 2, 2,
                                   m_metrics.rowHeight - 4),
                            colour(Token::AccentText));
    }
}

void ExchangePainter::paintTextBytes(int section, const TextRows::Row &row, qreal top)
{
    const ByteSection &content = m_layout.sections().at(section);
    const QByteArrayView bytes(content.bytes);
    const qint64 named = nameEnd(content, row.lineStart);
    const bool startLine = row.lineStart == 0 && content.head > 0;
    const QFont &font = startLine ? m_metrics.strong : m_metrics.bytes;
    const QFontMetricsF metrics(font);
    const qreal baseline = std::round(top + (m_metrics.rowHeight - metrics.height()) / 2 + metrics.ascent());
    m_painter->setFont(font);
    int column = 0;
    for (qint64 at = row.offset; at < row.offset + row.length;) {
        const qreal x = m_layout.textLeft() + column * m_metrics.byteWidth;
        const Cluster cluster = clusterAt(bytes, at, m_layout.lineEnds());
        if (cluster.kind == Cluster::Kind::Ascii) {
            const qint64 stop = at < named ? qMin(named, row.offset + row.length) : row.offset + row.length;
            qint64 end = at + 1;
            while (end < stop && bytes.at(end) >= 0x20 && bytes.at(end) < 0x7F)
                ++end;
            m_painter->setPen(colour(at < named ? Token::HeaderName : Token::Text1));
            m_painter->drawText(QPointF(x, baseline), QString::fromLatin1(bytes.sliced(at, end - at)));
            column += static_cast<int>(end - at);
            at = end;
            continue;
        }
        if (cluster.columns > 0) {
            const bool lineEnd = cluster.kind == Cluster::Kind::LineEnd;
            const bool plain = cluster.kind == Cluster::Kind::Other;
            m_painter->setPen(colour(plain ? Token::Text1 : Token::Text3));
            if (lineEnd)
                m_painter->setFont(m_metrics.offset);
            const QRectF cell(x, top, cluster.columns * m_metrics.byteWidth, m_metrics.rowHeight);
            m_painter->drawText(
                cell, Qt::AlignVCenter | (lineEnd ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::TextSingleLine,
                clusterText(bytes, at, cluster));
            if (lineEnd)
                m_painter->setFont(font);
        }
        column += cluster.columns;
        at += cluster.bytes;
    }
}

void ExchangePainter::paintRowMarks(int section, wire::ByteRange row, qreal top)
{
    const ByteSection &content = m_layout.sections().at(section);
    const qreal middle = top + m_metrics.rowHeight / 2.0;
    const qreal diameter = Theme::instance().scaled(17);
    qreal x = m_layout.marksMiddle();
    bool numbered = false;
    for (const ByteMark &mark : content.evidence) {
        if (!row.contains(mark.range.offset))
            continue;
        paintBadge(m_painter, QPointF(x, middle), mark.number, diameter);
        if (mark.number == m_marks.currentEvidence) {
            m_painter->setRenderHint(QPainter::Antialiasing);
            m_painter->setPen(QPen(colour(Token::OnBadge), 1.2));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawEllipse(QPointF(x, middle), diameter / 2 - 1, diameter / 2 - 1);
        }
        numbered = true;
        x -= diameter * 0.8;
    }
    if (!m_marks.notes || numbered)
        return;
    for (const LineMark &mark : content.lines) {
        if (!row.contains(mark.offset))
            continue;
        const bool right = mark.kind == LineMark::Kind::Tick;
        const qreal side = Theme::instance().scaled(14);
        Icons::paint(m_painter, right ? "check" : "x", QRectF(x - side / 2, middle - side / 2, side, side),
                     colour(right ? Token::Ok : Token::Fail));
    }
}

void ExchangePainter::paintHexStretch(qint64 first, qint64 last, qreal top, const wire::ByteRange &range,
                                      const QColor &ground, const QColor &underline)
{
    const wire::ByteRange part = overlap(range, {first, last - first});
    if (part.isEmpty())
        return;
    const int from = static_cast<int>(part.offset - first), to = static_cast<int>(part.end() - first) - 1;
    const qreal width = m_metrics.hexWidth, height = m_metrics.rowHeight;
    // The gap in the middle stays free, as in print.
    if (from < 8 && to >= 8) {
        paintStretch({m_layout.hexX(from), top, m_layout.hexX(7) + 2 * width - m_layout.hexX(from), height},
                     ground, underline);
        paintStretch({m_layout.hexX(8), top, m_layout.hexX(to) + 2 * width - m_layout.hexX(8), height},
                     ground, underline);
    } else {
        paintStretch({m_layout.hexX(from), top, m_layout.hexX(to) + 2 * width - m_layout.hexX(from), height},
                     ground, underline);
    }
    paintStretch({m_layout.asciiX(from), top, m_layout.asciiX(to + 1) - m_layout.asciiX(from), height},
                 ground, underline);
}

void ExchangePainter::paintHexRow(int section, qint64 index, qreal top)
{
    static const char Digits[] = "0123456789abcdef";
    const ByteSection &content = m_layout.sections().at(section);
    const qint64 first = index * m_layout.hexPerRow();
    const qint64 last = qMin<qint64>(content.bytes.size(), first + m_layout.hexPerRow());
    for (const ByteMark &mark : content.evidence)
        paintHexStretch(first, last, top, mark.range, colour(Token::Evidence), colour(Token::EvidenceLine));
    if (m_marks.selection.section == section)
        paintHexStretch(first, last, top, m_marks.selection.range, colour(Token::Sel),
                        colour(Token::AccentText));
    markNeedle(section, first, last, [&](wire::ByteRange range) {
        paintHexStretch(first, last, top, range, Qt::transparent, colour(Token::AccentText));
    });
    if (!m_layout.hasText())
        paintRowMarks(section, {first, last - first}, top);
    m_painter->setFont(m_metrics.offset);
    m_painter->setPen(colour(Token::Text3));
    m_painter->drawText(QRectF(m_layout.hexLeft(), top, m_layout.hexGutter() - 8, m_metrics.rowHeight),
                        Qt::AlignVCenter | Qt::AlignRight,
                        QStringLiteral("%1").arg(first, 4, 16, QLatin1Char('0')));
    m_painter->setFont(m_metrics.hex);
    const QFontMetricsF metrics(m_metrics.hex);
    const qreal baseline = std::round(top + (m_metrics.rowHeight - metrics.height()) / 2 + metrics.ascent());
    for (qint64 at = first; at < last; ++at) {
        const auto byte = static_cast<unsigned char>(content.bytes.at(at));
        const bool plain = byte >= 0x20 && byte < 0x7F;
        const int place = static_cast<int>(at - first);
        m_painter->setPen(colour(plain ? Token::Text1 : Token::Text3));
        const QChar pair[2] = {QLatin1Char(Digits[byte >> 4U]), QLatin1Char(Digits[byte & 15U])};
        m_painter->drawText(QPointF(m_layout.hexX(place), baseline), QString(pair, 2));
        m_painter->setPen(colour(plain ? Token::Text2 : Token::Text3));
        m_painter->drawText(QPointF(m_layout.asciiX(place), baseline),
                            plain ? QString(QLatin1Char(static_cast<char>(byte))) : QString(QChar(0x00B7)));
    }
    if (!m_layout.hasText() && m_marks.selection.section == section && m_marks.caret >= first &&
        m_marks.caret < first + m_layout.hexPerRow() && m_marks.caret <= last)
        m_painter->fillRect(QRectF(m_layout.hexX(static_cast<int>(m_marks.caret - first)) - 2, top + 2, 2,
                                   m_metrics.rowHeight - 4),
                            colour(Token::AccentText));
}

} // namespace wirewise::gui
