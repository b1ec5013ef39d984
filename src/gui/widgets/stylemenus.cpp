#include "gui/widgets/stylemenus.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr int Gutter = 30, TextGap = 24, Trailing = 12;

} // namespace

QSize menuItemSize(const QStyleOptionMenuItem &option)
{
    const Theme &theme = Theme::instance();
    if (option.menuItemType == QStyleOptionMenuItem::Separator && option.text.isEmpty())
        return {10, 9};
    const qsizetype tab = option.text.indexOf(u'\t');
    const QFontMetricsF metrics(theme.font(TextStyle::Body));
    qreal width =
        theme.scaled(Gutter + Trailing) + metrics.horizontalAdvance(option.text.left(tab).remove(u'&'));
    if (tab >= 0)
        width += TextGap +
                 QFontMetricsF(theme.font(TextStyle::Secondary)).horizontalAdvance(option.text.mid(tab + 1));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += TextGap;
    return {static_cast<int>(std::ceil(width)) + 8, theme.scaled(26)};
}

void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option)
{
    const Theme &theme = Theme::instance();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1),
                          colour(Token::Border));
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool reversed = option.direction == Qt::RightToLeft;
    if (option.state.testFlag(QStyle::State_Selected) && enabled)
        paintBox(painter, rect, colour(Token::Sel), Qt::transparent, 4);
    const int side = theme.scaled(16);
    const int gutter = theme.scaled(Gutter), trailing = theme.scaled(Trailing);
    const QRect leading = QStyle::visualRect(
        option.direction, rect, QRect(rect.left() + 8, rect.center().y() - side / 2, side, side));
    const QColor text = colour(enabled ? Token::Text1 : Token::Faint);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        Icons::paint(painter, "check", leading, text);
    else if (!option.icon.isNull())
        option.icon.paint(painter, leading, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);

    const qsizetype tab = option.text.indexOf(u'\t');
    const QRect line = QStyle::visualRect(option.direction, rect, rect.adjusted(gutter, 0, -trailing, 0));
    painter->setFont(theme.font(TextStyle::Body));
    painter->setPen(text);
    painter->drawText(line,
                      Qt::AlignVCenter | (reversed ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine |
                          Qt::TextHideMnemonic,
                      option.text.left(tab));
    if (tab >= 0) {
        painter->setFont(theme.font(TextStyle::Secondary));
        painter->setPen(colour(enabled ? Token::Text2 : Token::Faint));
        painter->drawText(line,
                          Qt::AlignVCenter | (reversed ? Qt::AlignLeft : Qt::AlignRight) | Qt::TextSingleLine,
                          option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow = QStyle::visualRect(
            option.direction, rect, QRect(rect.right() - trailing - 2, rect.center().y() - 6, 12, 12));
        Icons::paint(painter, reversed ? "chevron-left" : "chevron-right", arrow, colour(Token::Text3));
    }
}

void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option)
{
    painter->fillRect(option.rect, colour(Token::Win));
    if (option.state.testFlag(QStyle::State_Selected) || option.state.testFlag(QStyle::State_Sunken))
        paintBox(painter, option.rect.adjusted(0, 2, 0, -2), colour(Token::Hover), Qt::transparent, 4);
    painter->setFont(Theme::instance().font(TextStyle::Body));
    painter->setPen(colour(option.state.testFlag(QStyle::State_Enabled) ? Token::Text1 : Token::Faint));
    painter->drawText(option.rect, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, option.text);
}

} // namespace wirewise::gui
