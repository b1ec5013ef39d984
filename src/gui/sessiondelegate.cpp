#include "gui/sessiondelegate.h"

#include "gui/sessionmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

namespace {

struct Sign
{
    const char *icon;
    Token token;
};

Sign signOf(const QModelIndex &index)
{
    if (index.data(SessionModel::ActivityRole).toInt() == static_cast<int>(SessionEntry::Activity::Live))
        return {"radio", Token::Ok};
    if (index.data(SessionModel::IsListRole).toBool())
        return {"list", Token::Text2};
    switch (static_cast<diagnosis::Verdict>(index.data(SessionModel::VerdictRole).toInt())) {
    case diagnosis::Verdict::Works:
        return {"circle-check", Token::Ok};
    case diagnosis::Verdict::WorksWithWarnings:
        return {"triangle-alert", Token::Warn};
    case diagnosis::Verdict::Fails:
        return {"octagon-x", Token::Fail};
    case diagnosis::Verdict::NotChecked:
        break;
    }
    return {"circle-dashed", Token::Text3};
}

void paintSign(QPainter *painter, const QRectF &rect, const QModelIndex &index)
{
    if (index.data(SessionModel::ActivityRole).toInt() == static_cast<int>(SessionEntry::Activity::Running)) {
        paintRing(painter, rect.adjusted(1, 1, -1, -1), colour(Token::AccentText), ringAngle());
        return;
    }
    const Sign sign = signOf(index);
    Icons::paint(painter, sign.icon, rect, colour(sign.token));
}

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, Token ground, bool stripe)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(option.rect, colour(isSelected ? Token::Sel : isHovered ? Token::Hover : ground));
    if (isSelected && stripe) {
        QRect edge = option.rect;
        edge.setWidth(3);
        if (option.direction == Qt::RightToLeft)
            edge.moveRight(option.rect.right());
        painter->fillRect(edge, colour(Token::AccentText));
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
}

void paintElided(QPainter *painter, const QRect &rect, const QString &text, TextStyle style, Token token,
                 Qt::Alignment alignment, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QFont font = Theme::instance().font(style);
    painter->setFont(font);
    painter->setPen(colour(token));
    painter->drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, mode, rect.width()));
}

int widthOf(const QString &text, TextStyle style)
{
    return QFontMetrics(Theme::instance().font(style)).horizontalAdvance(text) + 2;
}

} // namespace

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    const Theme &theme = Theme::instance();
    if (index.data(SessionModel::IsGroupRole).toBool()) {
        const QRect rect = option.rect.adjusted(theme.scaled(14), theme.scaled(6), -8, 0);
        paintElided(painter, rect, index.data().toString(), TextStyle::CaptionStrong, Token::Text3,
                    Qt::AlignLeading);
        painter->restore();
        return;
    }
    paintGround(painter, option, Token::Win, true);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const int icon = theme.scaled(16), left = theme.scaled(14), gap = theme.scaled(9),
              half = option.rect.height() / 2;
    const auto visual = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect all = option.rect;
    paintSign(painter, visual(QRect(all.left() + left, all.top() + theme.scaled(5), icon, icon)), index);
    const int x = all.left() + left + icon + gap;
    const int right = all.right() - theme.scaled(12);
    const QRect first(x, all.top() + theme.scaled(3), right - x, half - theme.scaled(3));
    paintElided(painter, visual(first), index.data(SessionModel::TitleRole).toString(),
                isSelected ? TextStyle::BodyMedium : TextStyle::Body, Token::Text1, Qt::AlignLeading);
    const QString when = index.data(SessionModel::WhenRole).toString();
    const int whenWidth = widthOf(when, TextStyle::Caption);
    const Token quiet = isSelected ? Token::Text2 : Token::Text3;
    const QRect second(x, all.top() + half, right - x - whenWidth - 6, half - theme.scaled(3));
    paintElided(painter, visual(second), index.data(SessionModel::HostRole).toString(), TextStyle::Caption,
                quiet, Qt::AlignLeading, Qt::ElideMiddle);
    paintElided(painter, visual(QRect(right - whenWidth, second.top(), whenWidth, second.height())), when,
                TextStyle::Caption, quiet, Qt::AlignTrailing);
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {80, Theme::instance().scaled(index.data(SessionModel::IsGroupRole).toBool() ? 30 : 42)};
}

void RecentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option, Token::Surface, false);
    const Theme &theme = Theme::instance();
    const auto visual = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect all = option.rect;
    const int icon = theme.scaled(16), left = theme.scaled(14), half = all.height() / 2;
    paintSign(painter, visual(QRect(all.left() + left, all.top() + theme.scaled(9), icon, icon)), index);
    const int x = all.left() + left + icon + theme.scaled(12);
    const int right = all.right() - theme.scaled(14);
    const QString when = index.data(SessionModel::WhenRole).toString();
    const int whenWidth = widthOf(when, TextStyle::Secondary);
    const QString title =
        index.data(SessionModel::HostRole).toString() + index.data(SessionModel::TitleRole).toString();
    paintElided(
        painter,
        visual(QRect(x, all.top() + theme.scaled(6), right - x - whenWidth - 8, half - theme.scaled(6))),
        title, TextStyle::Address, Token::Text1, Qt::AlignLeading, Qt::ElideMiddle);
    paintElided(
        painter,
        visual(QRect(right - whenWidth, all.top() + theme.scaled(6), whenWidth, half - theme.scaled(6))),
        when, TextStyle::Secondary, Token::Text3, Qt::AlignTrailing);
    const QString summary = index.data(SessionModel::SummaryRole).toString();
    paintElided(painter, visual(QRect(x, all.top() + half, right - x, half - theme.scaled(6))),
                summary.isEmpty() ? tr("Not finished") : summary, TextStyle::Secondary, Token::Text2,
                Qt::AlignLeading);
    if (index.row() + 1 < index.model()->rowCount(index.parent()))
        paintEdge(painter, all, Qt::BottomEdge, colour(Token::Border));
    painter->restore();
}

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Theme::instance().scaled(56)};
}

} // namespace wirewise::gui
