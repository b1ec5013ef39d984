#include "gui/experimentdelegate.h"

#include "gui/experimentmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

namespace {

using Result = ExperimentModel::Result;

struct Look
{
    TextStyle style = TextStyle::Body;
    Token token = Token::Text1;
    const char *icon = nullptr;
};

Look lookOf(const QModelIndex &index, Result result)
{
    const auto token = static_cast<Token>(index.data(ExperimentModel::TokenRole).toInt());
    switch (index.column()) {
    case ExperimentModel::ChangeColumn:
        if (result == Result::NotTried)
            return {TextStyle::Body, Token::Text2, nullptr};
        return {result == Result::Helps ? TextStyle::BodyStrong : TextStyle::Body, Token::Text1, nullptr};
    case ExperimentModel::AnswerColumn:
        if (result == Result::NotTried)
            return {TextStyle::Secondary, Token::Text3, nullptr};
        return {TextStyle::Code, token, nullptr};
    case ExperimentModel::HelpsColumn:
        switch (result) {
        case Result::Helps:
            return {TextStyle::BodyStrong, Token::Ok, "circle-check"};
        case Result::NoHelp:
            return {TextStyle::Body, Token::Text2, "minus"};
        case Result::Control:
        case Result::Note:
            return {TextStyle::Body, Token::Text2, "info"};
        case Result::NotTried:
            return {TextStyle::Secondary, Token::Text3, nullptr};
        }
        return {};
    default:
        return {TextStyle::Body, Token::Text2, nullptr};
    }
}

} // namespace

void ExperimentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const auto result = static_cast<Result>(index.data(ExperimentModel::ResultRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->fillRect(option.rect, colour(isSelected                ? Token::Sel
                                          : result == Result::Helps ? Token::OkSoft
                                          : isHovered               ? Token::Hover
                                                                    : Token::Surface));
    paintEdge(painter, option.rect, Qt::TopEdge, colour(Token::Border));
    const Theme &theme = Theme::instance();
    const Look look = lookOf(index, result);
    QRect rect = option.rect.adjusted(theme.scaled(9), 0, -4, 0);
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    const int evidence = index.data(ExperimentModel::EvidenceRole).toInt();
    if (index.column() == ExperimentModel::ChangeColumn && evidence > 0) {
        const int diameter = theme.scaled(15);
        const QRect at = visual(QRect(rect.left(), rect.center().y() - diameter / 2, diameter, diameter));
        paintBadge(painter, QRectF(at).center(), evidence, diameter);
        rect.setLeft(rect.left() + diameter + theme.scaled(5));
    }
    if (look.icon) {
        const int size = theme.scaled(14);
        Icons::paint(painter, look.icon,
                     visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)),
                     colour(look.token));
        rect.setLeft(rect.left() + size + theme.scaled(5));
    }
    const QFont font = theme.font(look.style);
    painter->setFont(font);
    painter->setPen(colour(isSelected && look.token == Token::Text3 ? Token::Text2 : look.token));
    painter->drawText(visual(rect),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && index.column() == ExperimentModel::ChangeColumn)
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

} // namespace wirewise::gui
