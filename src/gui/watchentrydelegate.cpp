#include "gui/watchentrydelegate.h"

#include "diagnosis/finding.h"
#include "gui/watchentrymodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

using diagnosis::Verdict;

namespace {

struct Sign
{
    const char *icon;
    Token token;
};

/// Rows that tell no verdict are remarks.
Sign signOf(const QVariant &verdict)
{
    if (!verdict.isValid())
        return {"info", Token::Text3};
    switch (static_cast<Verdict>(verdict.toInt())) {
    case Verdict::Works:
        return {"circle-check", Token::Ok};
    case Verdict::WorksWithWarnings:
        return {"triangle-alert", Token::Warn};
    case Verdict::Fails:
        return {"octagon-x", Token::Fail};
    case Verdict::NotChecked:
        break;
    }
    return {"circle-dashed", Token::Text3};
}

} // namespace

void WatchEntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
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
    if (index.column() == WatchEntryModel::StateColumn) {
        const int size = theme.scaled(14);
        const Sign sign = signOf(index.data(WatchEntryModel::VerdictRole));
        Icons::paint(painter, sign.icon,
                     QRectF(visual(QRect(rect.left(), rect.center().y() - size / 2 + 1, size, size))),
                     colour(sign.token));
        rect.setLeft(rect.left() + size + theme.scaled(8));
    }
    const bool isState = index.column() == WatchEntryModel::StateColumn;
    const QFont font = theme.font(isState ? TextStyle::BodyMedium : TextStyle::Body);
    painter->setFont(font);
    painter->setPen(colour(index.column() == WatchEntryModel::LastedColumn ? Token::Text2 : Token::Text1));
    painter->drawText(visual(rect),
                      static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && index.column() == WatchEntryModel::TimeColumn)
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

} // namespace wirewise::gui
