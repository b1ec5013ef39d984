#include "gui/widgets/styleviews.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"

#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr int TabPadding = 12, TabDetailGap = 7, HeaderPadding = 1;

struct TabText
{
    QString text, detail;
};

TabText tabText(const QStyleOptionTab &option)
{
    const qsizetype at = option.text.indexOf(TabDetailSeparator);
    QString text = option.text.left(at);
    return {text.remove(u'&'), at < 0 ? QString() : option.text.mid(at + 1)};
}

} // namespace

QSize tabSize(const QStyleOptionTab &option, const QWidget *widget)
{
    const Theme &theme = Theme::instance();
    const TabText parts = tabText(option);
    // The width of the selected form, so that nothing moves when the selection does.
    qreal width =
        QFontMetricsF(theme.font(TextStyle::BodyStrong)).horizontalAdvance(parts.text) + 2 * TabPadding;
    if (!parts.detail.isEmpty())
        width +=
            TabDetailGap + QFontMetricsF(theme.font(TextStyle::CodeSmall)).horizontalAdvance(parts.detail);
    if (!option.icon.isNull())
        width += theme.scaled(16) + 6;
    const int height = controlSize(widget) == ControlSize::Small ? 30 : 36;
    return {static_cast<int>(std::ceil(width)), theme.scaled(height)};
}

void paintTabShape(QPainter *painter, const QStyleOptionTab &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect rect = option.rect;
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour(Token::AccentText));
    else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled))
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour(Token::Border2));
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, QRectF(rect).adjusted(3, 4, -3, -5), 4);
}

void paintTabLabel(QPainter *painter, const QStyleOptionTab &option)
{
    const Theme &theme = Theme::instance();
    const TabText parts = tabText(option);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QFont font = theme.font(selected ? TextStyle::BodyStrong : TextStyle::BodyMedium);
    const QFont small = theme.font(TextStyle::CodeSmall);
    const qreal textWidth = QFontMetricsF(font).horizontalAdvance(parts.text);
    const qreal detailWidth =
        parts.detail.isEmpty() ? 0 : QFontMetricsF(small).horizontalAdvance(parts.detail) + TabDetailGap;
    const qreal iconWidth = option.icon.isNull() ? 0 : theme.scaled(16) + 6;
    const QRectF rect(option.rect);
    const bool reversed = option.direction == Qt::RightToLeft;
    const qreal whole = iconWidth + textWidth + detailWidth;
    qreal at = rect.center().x() - whole / 2;
    const auto place = [&](qreal width) {
        const QRectF part(reversed ? rect.left() + rect.right() - at - width : at, rect.top(), width,
                          rect.height());
        at += width;
        return part;
    };
    if (iconWidth > 0) {
        const QRectF part = place(iconWidth);
        const int side = theme.scaled(16);
        option.icon.paint(painter,
                          QRect(qRound(part.left()), qRound(part.center().y()) - side / 2, side, side));
    }
    painter->setFont(font);
    painter->setPen(colour(!enabled ? Token::Faint : selected ? Token::Text1 : Token::Text2));
    painter->drawText(place(textWidth + 1), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      parts.text);
    if (detailWidth > 0) {
        painter->setFont(small);
        painter->setPen(colour(enabled ? Token::Text3 : Token::Faint));
        const QRectF part = place(detailWidth);
        painter->drawText(part,
                          Qt::AlignVCenter | (reversed ? Qt::AlignLeft : Qt::AlignRight) | Qt::TextSingleLine,
                          parts.detail);
    }
}

int headerHeight()
{
    return Theme::instance().scaled(26);
}

void paintHeaderSection(QPainter *painter, const QStyleOption &option)
{
    painter->fillRect(option.rect, colour(Token::Sunken));
    paintEdge(painter, option.rect, Qt::BottomEdge, colour(Token::Border));
}

void paintHeaderLabel(QPainter *painter, const QStyleOptionHeader &option)
{
    const Theme &theme = Theme::instance();
    QRect line = option.rect.adjusted(HeaderPadding, 0, -HeaderPadding, 0);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const int side = theme.scaled(12);
        const QRect arrow = QStyle::visualRect(
            option.direction, line, QRect(line.right() - side + 1, line.center().y() - side / 2, side, side));
        Icons::paint(painter,
                     option.sortIndicator == QStyleOptionHeader::SortDown ? "chevron-down" : "chevron-up",
                     arrow, colour(Token::Text3));
        line.adjust(0, 0, -side - 4, 0);
    }
    const QFont font = theme.font(TextStyle::Secondary);
    painter->setFont(font);
    painter->setPen(colour(Token::Text2));
    const Qt::Alignment alignment =
        QStyle::visualAlignment(option.direction, option.textAlignment) | Qt::AlignVCenter;
    painter->drawText(line, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                      QFontMetricsF(font).elidedText(option.text, Qt::ElideRight, line.width()));
}

void paintItemGround(QPainter *painter, const QStyleOptionViewItem &option, const QWidget *)
{
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colour(Token::Sel));
    else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled))
        painter->fillRect(option.rect, colour(Token::Hover));
}

void paintBranch(QPainter *painter, const QStyleOption &option)
{
    if (!option.state.testFlag(QStyle::State_Children))
        return;
    const int side = Theme::instance().scaled(12);
    const QRectF square(option.rect.center().x() - side / 2.0, option.rect.center().y() - side / 2.0, side,
                        side);
    const bool open = option.state.testFlag(QStyle::State_Open);
    Icons::paint(painter,
                 open                                  ? "chevron-down"
                 : option.direction == Qt::RightToLeft ? "chevron-left"
                                                       : "chevron-right",
                 square, colour(Token::Text3));
}

void paintCheckBox(QPainter *painter, const QRectF &rect, CheckMark mark, bool enabled, bool hovered)
{
    const bool on = mark != CheckMark::None;
    const QColor fill = !enabled ? colour(on ? Token::Faint : Token::Surface)
                        : on     ? colour(Token::Accent)
                                 : colour(hovered ? Token::Hover : Token::Surface);
    const QColor outline = !enabled ? colour(Token::Faint) : on ? colour(Token::Accent) : colour(Token::Ctl);
    paintBox(painter, rect, fill, outline, 3);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal unit = rect.width() / 16;
    painter->setPen(QPen(colour(enabled ? Token::OnAccent : Token::Surface), 1.6 * unit, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) { return QPointF(rect.left() + x * unit, rect.top() + y * unit); };
    if (mark == CheckMark::Tick)
        painter->drawPolyline(QList<QPointF>{at(4, 8.3), at(6.9, 11.2), at(12.2, 5.2)});
    else
        painter->drawLine(at(4.5, 8), at(11.5, 8));
    painter->restore();
}

void paintRadioButton(QPainter *painter, const QRectF &rect, bool on, bool enabled, bool hovered)
{
    const QColor ring = !enabled ? colour(Token::Faint) : on ? colour(Token::Accent) : colour(Token::Ctl);
    paintBox(painter, rect, colour(hovered && enabled ? Token::Hover : Token::Surface), ring,
             rect.width() / 2);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ring);
    const qreal inset = rect.width() * 0.2;
    painter->drawEllipse(rect.adjusted(inset / 2, inset / 2, -inset / 2, -inset / 2));
    painter->setBrush(colour(enabled ? Token::OnAccent : Token::Surface));
    painter->drawEllipse(rect.center(), rect.width() * 0.19, rect.width() * 0.19);
    painter->restore();
}

} // namespace wirewise::gui
