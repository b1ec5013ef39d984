#include "gui/widgets/diffview.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/textrows.h"
#include "gui/widgets/theme.h"

#include <QPainter>
#include <QScrollBar>

// What DiffView draws.
namespace wirewise::gui {

using comparison::Line;
using comparison::Row;
using Item = DiffRows::Item;

namespace {

constexpr int Padding = 12;

/// What is missing here: the other side has a line.
void paintHatch(QPainter *painter, const QRect &rect)
{
    painter->fillRect(rect, colour(Token::Surface));
    painter->save();
    painter->setClipRect(rect);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(Token::Sunken), 3));
    constexpr int Step = 8;
    const int height = rect.height();
    for (int x = rect.left() - height; x < rect.right() + height; x += Step)
        painter->drawLine(x, rect.bottom() + 1, x + height, rect.top());
    painter->restore();
}

bool isWarned(Row::Sign sign)
{
    return sign != Row::Sign::Equal && sign != Row::Sign::Expected;
}

/// A stretch of a line with its fonts and colours.
struct Run
{
    QByteArrayView bytes;
    TextStyle style;
    Token token;
};

QList<Run> runsOf(const Line &line)
{
    const QByteArrayView text = line.text;
    if (line.kind == Line::Kind::Start)
        return {{text, TextStyle::BytesStrong, Token::Text1}};
    const qsizetype name = qBound<qsizetype>(0, line.nameLength, text.size());
    return {{text.first(name), TextStyle::Bytes, Token::HeaderName},
            {text.sliced(name), TextStyle::Bytes, Token::Text1}};
}

/// Where a byte of the line stands, from its beginning.
qreal placeOf(const Line &line, qint64 at)
{
    qreal x = 0;
    for (const Run &run : runsOf(line)) {
        const qint64 part = qMin<qint64>(at, run.bytes.size());
        x += QFontMetricsF(Theme::instance().font(run.style))
                 .horizontalAdvance(visibleLine(run.bytes.first(part)));
        at -= part;
    }
    return x;
}

} // namespace

void DiffView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colour(Token::Surface));
    for (qsizetype item = firstVisible(); item < m_rows.items().size(); ++item) {
        const QRect rect = rectOf(item);
        if (rect.top() > viewport()->height())
            break;
        paintItem(&painter, item, rect);
    }
    if (hasFocus() && m_current >= firstVisible())
        paintFocusRing(&painter, QRectF(rectOf(m_current)).adjusted(1, 1, -1, -1), 2);
}

void DiffView::paintItem(QPainter *painter, qsizetype index, const QRect &rect) const
{
    const Item &item = m_rows.items().at(index);
    const DiffSection &section = m_rows.sections().at(item.section);
    if (item.kind == Item::Kind::Heading)
        return paintHeading(painter, section, rect);
    if (item.kind == Item::Kind::Line)
        return paintLine(painter, m_rows.rowOf(item), rect, index == m_current);
    const Theme &theme = Theme::instance();
    const bool isFold = item.kind == Item::Kind::Fold;
    painter->fillRect(rect, colour(index == m_current ? Token::Sel
                                   : isFold           ? Token::Sunken
                                                      : Token::Surface));
    QRect text = rect.adjusted(theme.scaled(Padding), 0, -theme.scaled(Padding), 0);
    if (isFold) {
        const int size = theme.scaled(14);
        Icons::paint(painter, "chevron-right",
                     QRectF(text.left(), rect.center().y() - size / 2 + 1, size, size), colour(Token::Text3));
        text.setLeft(text.left() + theme.scaled(20));
    }
    painter->setFont(theme.font(TextStyle::Secondary));
    painter->setPen(colour(Token::Text2));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      isFold ? tr("%n equal line(s)", nullptr, static_cast<int>(item.count))
                             : section.emptyText);
}

void DiffView::paintHeading(QPainter *painter, const DiffSection &section, const QRect &rect) const
{
    const Theme &theme = Theme::instance();
    painter->fillRect(rect, colour(Token::Sunken));
    paintEdge(painter, rect, Qt::TopEdge, colour(Token::Border));
    paintEdge(painter, rect, Qt::BottomEdge, colour(Token::Border));
    const bool isSent = section.kind == DiffSection::Kind::Sent;
    const Token token = section.kind == DiffSection::Kind::Plain ? Token::Text1
                        : isSent                                 ? Token::Sent
                                                                 : Token::Received;
    for (const int column : {0, 2}) {
        QRect text = cellRect(rect, column).adjusted(theme.scaled(Padding), 0, -theme.scaled(4), 0);
        if (section.kind != DiffSection::Kind::Plain) {
            const int size = theme.scaled(14);
            Icons::paint(painter, isSent ? "arrow-up" : "arrow-down",
                         QRectF(text.left(), rect.center().y() - size / 2 + 1, size, size), colour(token));
            text.setLeft(text.left() + theme.scaled(20));
        }
        const QFont strong = theme.font(TextStyle::SecondaryStrong);
        painter->setFont(strong);
        painter->setPen(colour(token));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft, section.title);
        text.setLeft(text.left() + QFontMetrics(strong).horizontalAdvance(section.title) + theme.scaled(8));
        painter->setFont(theme.font(TextStyle::Secondary));
        painter->setPen(colour(Token::Text2));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                          column == 0 ? section.leftFacts : section.rightFacts);
    }
}

void DiffView::paintLine(QPainter *painter, const Row &row, const QRect &rect, bool isCurrent) const
{
    paintSide(painter, row.left, row.sign, cellRect(rect, 0));
    paintSide(painter, row.right, row.sign, cellRect(rect, 2));
    const QRect sign = cellRect(rect, 1);
    painter->fillRect(sign, colour(isCurrent ? Token::Sel : Token::Sunken));
    paintEdge(painter, sign, Qt::LeftEdge, colour(Token::Border));
    paintEdge(painter, sign, Qt::RightEdge, colour(Token::Border));
    painter->setFont(Theme::instance().font(TextStyle::BytesStrong));
    painter->setPen(colour(isWarned(row.sign) ? Token::Warn : Token::Text2));
    painter->drawText(sign, Qt::AlignCenter, signText(row.sign));
}

void DiffView::paintSide(QPainter *painter, const std::optional<Line> &line, Row::Sign sign,
                         const QRect &rect) const
{
    if (!line)
        return paintHatch(painter, rect);
    painter->fillRect(rect, colour(isWarned(sign) ? Token::WarnSoft : Token::Surface));
    const int padding = Theme::instance().scaled(Padding);
    const QRect text = rect.adjusted(padding, 0, -padding / 3, 0);
    painter->save();
    painter->setClipRect(text);
    painter->translate(-horizontalScrollBar()->value(), 0);
    if (sign == Row::Sign::Differs && !line->changed.isEmpty()) {
        const qreal from = placeOf(*line, line->changed.offset), to = placeOf(*line, line->changed.end());
        QColor ground = colour(Token::WarnLine);
        ground.setAlphaF(Theme::instance().isDark() ? 0.55F : 0.4F);
        painter->fillRect(QRectF(text.left() + from - 1, rect.top() + 2, to - from + 2, rect.height() - 4),
                          ground);
    }
    paintText(painter, *line, text);
    painter->restore();
}

void DiffView::paintText(QPainter *painter, const Line &line, const QRect &rect) const
{
    qreal x = rect.left();
    for (const Run &run : runsOf(line)) {
        const QFont font = Theme::instance().font(run.style);
        const QString text = visibleLine(run.bytes);
        painter->setFont(font);
        painter->setPen(colour(run.token));
        const QFontMetricsF metrics(font);
        const qreal baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
        painter->drawText(QPointF(x, baseline), text);
        x += metrics.horizontalAdvance(text);
    }
}

} // namespace wirewise::gui
