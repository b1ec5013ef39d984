#include "gui/differencedelegate.h"

#include "gui/differencemodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

using comparison::Weight;

namespace {

TextStyle styleOf(int column, Weight weight)
{
    if (column == DifferenceModel::LeftColumn || column == DifferenceModel::RightColumn)
        return TextStyle::Code;
    return column == DifferenceModel::TitleColumn && weight == Weight::Explains ? TextStyle::BodyStrong
                                                                                : TextStyle::Body;
}

/// The sign before the title; the shape says what the colour says.
void paintSign(QPainter *painter, const QRect &rect, Weight weight)
{
    if (weight == Weight::Explains) {
        Icons::paint(painter, "circle-alert", QRectF(rect), colour(Token::Warn));
        return;
    }
    painter->setFont(Theme::instance().font(TextStyle::Code));
    painter->setPen(colour(Token::Text2));
    painter->drawText(rect, Qt::AlignCenter,
                      weight == Weight::Setting ? QStringLiteral("≠") : QStringLiteral("~"));
}

} // namespace

void DifferenceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const auto weight = static_cast<Weight>(index.data(DifferenceModel::WeightRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->fillRect(option.rect, colour(isSelected  ? Token::Sel
                                          : isHovered ? Token::Hover
                                                      : Token::Surface));
    paintEdge(painter, option.rect, Qt::BottomEdge, colour(Token::Border));
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    QRect rect = option.rect.adjusted(theme.scaled(16), 0, -theme.scaled(6), 0);
    if (index.column() == DifferenceModel::TitleColumn) {
        const int size = theme.scaled(14);
        paintSign(painter, visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)), weight);
        rect.setLeft(rect.left() + size + theme.scaled(8));
    }
    const TextStyle style = styleOf(index.column(), weight);
    const bool isFaint = weight != Weight::Explains && index.column() == DifferenceModel::TellsColumn;
    const QFont font = theme.font(style);
    painter->setFont(font);
    painter->setPen(colour(isFaint ? Token::Text2 : Token::Text1));
    painter->drawText(visual(rect),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && index.column() == DifferenceModel::TitleColumn)
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

} // namespace wirewise::gui
