#include "gui/exchangetreedelegate.h"

#include "gui/exchangetreemodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"
#include "wire/byterange.h"

#include <QPainter>

namespace wirewise::gui {

void ExchangeTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    const auto write = [&](const QRect &rect, const QString &text, TextStyle style, Token token,
                           Qt::Alignment alignment) {
        const QFont font = theme.font(style);
        painter->setFont(font);
        painter->setPen(colour(token));
        painter->drawText(visual(rect), static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    if (index.data(ExchangeTreeModel::IsGroupRole).toBool()) {
        write(option.rect.adjusted(theme.scaled(14), 0, 0, 0), index.data().toString(),
              TextStyle::SecondaryStrong, Token::Text2, Qt::AlignLeading);
        painter->restore();
        return;
    }
    painter->fillRect(option.rect, colour(isSelected ? Token::Sel : isHovered ? Token::Hover : Token::Win));
    const qint64 message = index.data(ExchangeTreeModel::MessageRole).toLongLong();
    const auto token = static_cast<Token>(index.data(ExchangeTreeModel::TokenRole).toInt());
    const bool isSent =
        index.data(ExchangeTreeModel::DirectionRole).toInt() == static_cast<int>(wire::Direction::Sent);
    const char *icon = message > 0 ? (isSent ? "arrow-up" : "arrow-down")
                       : index.data(ExchangeTreeModel::ControlRole).toBool() ? "info"
                                                                             : "circle-check";
    if (message == 0 && index.data(ExchangeTreeModel::AnswerRole).toString().toInt() == 0)
        icon = "circle";
    if (index.data(ExchangeTreeModel::TlsRole).toBool())
        icon = "lock";
    const Token iconToken = message > 0 ? (isSent ? Token::Sent : Token::Received) : Token::Text2;
    const int size = theme.scaled(14);
    QRect rect = option.rect.adjusted(theme.scaled(24), 0, -theme.scaled(10), 0);
    Icons::paint(painter, icon, visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)),
                 colour(iconToken));
    rect.setLeft(rect.left() + size + theme.scaled(6));
    const QString answer = index.data(ExchangeTreeModel::AnswerRole).toString();
    const int answerWidth =
        answer.isEmpty()
            ? 0
            : QFontMetrics(theme.font(TextStyle::Code)).horizontalAdvance(answer) + theme.scaled(6);
    write(rect.adjusted(0, 0, -answerWidth, 0), index.data().toString(),
          isSelected ? TextStyle::BodyMedium : TextStyle::Body, Token::Text1, Qt::AlignLeading);
    if (!answer.isEmpty())
        write(QRect(rect.right() - answerWidth, rect.top(), answerWidth, rect.height()), answer,
              TextStyle::Code, token, Qt::AlignTrailing);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

QSize ExchangeTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Theme::instance().scaled(26)};
}

} // namespace wirewise::gui
