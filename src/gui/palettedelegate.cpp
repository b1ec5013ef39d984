#include "gui/palettedelegate.h"

#include "gui/commandpalette.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const auto kind = static_cast<PaletteItem::Kind>(index.data(PaletteModel::KindRole).toInt());
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    painter->save();
    QRect rect = option.rect.adjusted(theme.scaled(14), 0, -theme.scaled(14), 0);
    const auto write = [&](const QRect &at, const QString &text, TextStyle style, Token token) {
        const QFont font = theme.font(style);
        const QFontMetrics metrics(font);
        painter->setFont(font);
        painter->setPen(colour(token));
        const QString shown = metrics.elidedText(text, Qt::ElideRight, at.width());
        painter->drawText(visual(at),
                          static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine, shown);
        return metrics.horizontalAdvance(shown);
    };
    if (kind == PaletteItem::Kind::Heading) {
        write(rect, index.data().toString(), TextStyle::CaptionStrong, Token::Text3);
        painter->restore();
        return;
    }
    painter->fillRect(option.rect, colour(isSelected ? Token::Sel : Token::Surface));
    const QByteArray icon = index.data(PaletteModel::IconRole).toByteArray();
    const int size = theme.scaled(16);
    if (!icon.isEmpty())
        Icons::paint(painter, icon, visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size)),
                     colour(Token::Text2));
    rect.setLeft(rect.left() + size + theme.scaled(12));
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    if (!keys.isEmpty()) {
        const int width = static_cast<int>(keyHintSize(keys).width()) + 1;
        paintKeyHint(painter, visual(QRect(rect.right() - width, rect.top(), width, rect.height())), keys,
                     colour(Token::Text2), colour(Token::Border2));
        rect.setRight(rect.right() - width - 8);
    }
    const int used = write(rect, index.data().toString(), TextStyle::Body, Token::Text1) + theme.scaled(8);
    if (used < rect.width())
        write(rect.adjusted(used, 0, 0, 0), index.data(PaletteModel::DetailRole).toString(),
              TextStyle::Secondary, isSelected ? Token::Text2 : Token::Text3);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isHeading =
        index.data(PaletteModel::KindRole).toInt() == static_cast<int>(PaletteItem::Kind::Heading);
    return {80, Theme::instance().scaled(isHeading ? 30 : 32)};
}

} // namespace wirewise::gui
