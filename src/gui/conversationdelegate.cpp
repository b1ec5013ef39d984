#include "gui/conversationdelegate.h"

#include "gui/conversationmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

namespace {

using Outcome = check::StepResult::Outcome;

struct Sign
{
    const char *icon;
    Token token;
};

Sign signOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return {"circle-check", Token::Ok};
    case Outcome::Failed:
        return {"octagon-x", Token::Fail};
    case Outcome::Waiting:
        return {"circle", Token::AccentText};
    case Outcome::NotReached:
        break;
    }
    return {"circle-dashed", Token::Text3};
}

} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const auto outcome = static_cast<Outcome>(index.data(ConversationModel::OutcomeRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->fillRect(option.rect, colour(isSelected                   ? Token::Sel
                                          : outcome == Outcome::Failed ? Token::FailSoft
                                                                       : Token::Surface));
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    QRect rect = option.rect.adjusted(theme.scaled(10), 0, -theme.scaled(10), 0);
    const Sign sign = signOf(outcome);
    const int size = theme.scaled(14);
    Icons::paint(painter, sign.icon, visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)),
                 colour(isSelected && sign.token == Token::Text3 ? Token::Text2 : sign.token));
    rect.setLeft(rect.left() + size + theme.scaled(8));
    const auto write = [&](const QString &text, TextStyle style, Token token, Qt::Alignment alignment) {
        const QFont font = theme.font(style);
        painter->setFont(font);
        painter->setPen(colour(token));
        painter->drawText(visual(rect), static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
        return QFontMetrics(font).horizontalAdvance(text);
    };
    const int numbers =
        QFontMetrics(theme.font(TextStyle::CodeSmall)).horizontalAdvance(QStringLiteral("000"));
    const int number = write(QString::number(index.data(ConversationModel::LineRole).toInt()),
                             TextStyle::CodeSmall, Token::Text2, Qt::AlignLeading);
    rect.setLeft(rect.left() + std::max(numbers, number) + theme.scaled(6));
    const int time = write(index.data(ConversationModel::TimeRole).toString(), TextStyle::CodeSmall,
                           Token::Text2, Qt::AlignTrailing);
    rect.setRight(rect.right() - time - theme.scaled(8));
    write(index.data().toString(), TextStyle::Code,
          outcome == Outcome::NotReached ? Token::Text2 : Token::Text1, Qt::AlignLeading);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, Theme::instance().scaled(24)};
}

} // namespace wirewise::gui
