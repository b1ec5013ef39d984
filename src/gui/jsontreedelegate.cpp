#include "gui/jsontreedelegate.h"

#include "gui/jsontreemodel.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

namespace {

Token tokenOf(wire::JsonKind kind)
{
    switch (kind) {
    case wire::JsonKind::String:
        return Token::Ok;
    case wire::JsonKind::Number:
        return Token::Warn;
    case wire::JsonKind::Null:
    case wire::JsonKind::False:
    case wire::JsonKind::True:
        return Token::Sent;
    case wire::JsonKind::Array:
    case wire::JsonKind::Object:
        break;
    }
    return Token::Text2;
}

} // namespace

void JsonTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const QFont font = Theme::instance().font(TextStyle::Code);
    const QFontMetrics metrics(font);
    painter->save();
    // The view has painted the ground of a selected row, up to the indentation, in the selection's colour.
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colour(Token::Sel));
    painter->setFont(font);
    const int gap = Theme::instance().scaled(2);
    QRect rest = option.rect.adjusted(gap, 0, -gap, 0);
    const auto write = [&](const QString &text, Token token) {
        const QString shown = metrics.elidedText(text, Qt::ElideRight, rest.width());
        painter->setPen(colour(token));
        painter->drawText(QStyle::visualRect(option.direction, option.rect, rest),
                          static_cast<int>(Qt::AlignLeading | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
        rest.setLeft(std::min(rest.right(), rest.left() + metrics.horizontalAdvance(shown)));
    };
    const auto kind = static_cast<wire::JsonKind>(index.data(JsonTreeModel::KindRole).toInt());
    write(index.data(JsonTreeModel::KeyRole).toString(), Token::HeaderName);
    write(QStringLiteral(": "), Token::Text2);
    write(index.data(JsonTreeModel::ValueRole).toString(), tokenOf(kind));
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

QSize JsonTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, Theme::instance().scaled(21)};
}

} // namespace wirewise::gui
