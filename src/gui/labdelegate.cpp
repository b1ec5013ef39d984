#include "gui/labdelegate.h"

#include "gui/labmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

void LabDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const bool isGroup = index.siblingAtColumn(0).data(LabModel::IsGroupRole).toBool();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->fillRect(option.rect, colour(isGroup      ? Token::Sunken
                                          : isSelected ? Token::Sel
                                          : isHovered  ? Token::Hover
                                                       : Token::Surface));
    paintEdge(painter, option.rect, Qt::BottomEdge, colour(Token::Border));
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    QRect rect = option.rect.adjusted(theme.scaled(index.column() == 0 ? 10 : 6), 0, -6, 0);
    const QString text = index.data().toString();
    const TextStyle style = isGroup                                ? TextStyle::BodyStrong
                            : index.column() == LabModel::IdColumn ? TextStyle::Code
                                                                   : TextStyle::Body;
    if (index.column() == LabModel::SeenColumn && !text.isEmpty()) {
        const int size = theme.scaled(14);
        Icons::paint(painter, "check",
                     visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)),
                     colour(Token::Text2));
        rect.setLeft(rect.left() + size + 4);
    }
    const QFont font = theme.font(style);
    painter->setFont(font);
    painter->setPen(colour(index.column() == 0 ? Token::Text1 : Token::Text2));
    painter->drawText(visual(rect),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize LabDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Theme::instance().scaled(26)};
}

} // namespace wirewise::gui
