#include "gui/endpointtabledelegate.h"

#include "gui/endpointtablemodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QTreeView>

namespace wirewise::gui {

namespace {

using Model = EndpointTableModel;

constexpr int Left = 26, CellLeft = 8, Gap = 8, IconSize = 16, ArrowLeft = 12, ArrowSize = 12;

struct Ink
{
    TextStyle style;
    Token token;
};

Ink inkOf(const ListRow &row, int column, bool isSelected)
{
    const Token quiet = isSelected ? Token::Text2 : Token::Text3;
    switch (column) {
    case Model::HeadColumn:
        return {TextStyle::BytesStrong, answerToken(row, observation::ProbeKind::Head)};
    case Model::GetColumn:
        return {TextStyle::BytesStrong, answerToken(row, observation::ProbeKind::Get)};
    case Model::UpgradeColumn:
        return {TextStyle::BytesStrong, answerToken(row, observation::ProbeKind::Upgrade)};
    case Model::FindingColumn:
        if (!row.isChecked())
            return {TextStyle::Secondary, Token::Text2};
        return {TextStyle::Code, row.verdict() == diagnosis::Verdict::Works ? quiet : Token::Text1};
    case Model::TimeColumn:
        return {TextStyle::Code, Token::Text2};
    case Model::SinceColumn:
        return row.hasChanged() ? Ink{TextStyle::BodyStrong, Token::Text1} : Ink{TextStyle::Body, quiet};
    default:
        return {TextStyle::Code, Token::Text1};
    }
}

/// Better, worse, or another reason: an arrow says it before the words.
std::optional<VerdictSign> changeSign(const ListRow &row)
{
    if (!row.hasChanged())
        return {};
    switch (row.since->kind) {
    case session::Since::Kind::Worse:
        return VerdictSign{"arrow-down", Token::Fail};
    case session::Since::Kind::Better:
        return VerdictSign{"arrow-up", Token::Ok};
    default:
        return VerdictSign{"arrow-left-right", Token::Warn};
    }
}

void paintText(QPainter *painter, const QRect &rect, const QString &text, const Ink &ink,
               Qt::Alignment alignment = Qt::AlignLeading, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QFont font = Theme::instance().font(ink.style);
    painter->setFont(font);
    painter->setPen(colour(ink.token));
    painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | alignment) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, mode, rect.width()));
}

} // namespace

void EndpointTableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    painter->save();
    const auto *model = qobject_cast<const Model *>(index.model());
    const ListRow *row = model ? model->row(index) : nullptr;
    if (row)
        paintRow(painter, option, index, *row);
    else
        paintGroup(painter, option, index);
    painter->restore();
}

void EndpointTableDelegate::paintGroup(QPainter *painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    painter->fillRect(option.rect, colour(Token::Sunken));
    paintEdge(painter, option.rect, Qt::BottomEdge, colour(Token::Border));
    if (index.column() != Model::AddressColumn)
        return;
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const bool isOpen = !view || view->isExpanded(index);
    const char *closed = option.direction == Qt::RightToLeft ? "chevron-left" : "chevron-right";
    const int arrow = theme.scaled(ArrowSize), centre = option.rect.center().y();
    Icons::paint(
        painter, isOpen ? "chevron-down" : closed,
        visual(QRect(option.rect.left() + theme.scaled(ArrowLeft - 4), centre - arrow / 2 + 1, arrow, arrow)),
        colour(Token::Text2));
    QRect rest = option.rect.adjusted(theme.scaled(Left - 3), 0, -theme.scaled(4), 0);
    const QString title = index.data().toString();
    paintText(painter, visual(rest), title, {TextStyle::SecondaryStrong, Token::Text2});
    const int used = QFontMetrics(theme.font(TextStyle::SecondaryStrong)).horizontalAdvance(title);
    rest.setLeft(std::min(rest.right(), rest.left() + used + theme.scaled(5)));
    paintText(painter, visual(rest), QLocale().toString(index.data(Model::CountRole).toLongLong()),
              {TextStyle::Secondary, Token::Text3});
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
}

void EndpointTableDelegate::paintRow(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index, const ListRow &row) const
{
    const Theme &theme = Theme::instance();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(option.rect, colour(isSelected  ? Token::Sel
                                          : isHovered ? Token::Hover
                                                      : Token::Surface));
    paintEdge(painter, option.rect, Qt::BottomEdge, colour(Token::Border));
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    const int column = index.column(), size = theme.scaled(IconSize), centre = option.rect.center().y();
    QRect rest = option.rect.adjusted(theme.scaled(column == Model::AddressColumn ? Left : CellLeft), 0,
                                      -theme.scaled(6), 0);
    const QRect icon = visual(QRect(rest.left(), centre - size / 2 + 1, size, size));
    const Ink ink = inkOf(row, column, isSelected);
    if (column == Model::AddressColumn) {
        const VerdictSign sign = signOf(verdictGroupOf(row));
        if (row.state == ListRow::State::Running)
            paintRing(painter, QRectF(icon).adjusted(1, 1, -1, -1), colour(sign.token), ringAngle());
        else
            Icons::paint(painter, sign.icon, icon, colour(sign.token));
        rest.setLeft(rest.left() + size + theme.scaled(Gap));
        paintText(painter, visual(rest), index.data().toString(), ink, Qt::AlignLeading, Qt::ElideMiddle);
    } else if (const auto sign = column == Model::SinceColumn ? changeSign(row) : std::nullopt) {
        const int small = theme.scaled(14);
        Icons::paint(painter, sign->icon, visual(QRect(rest.left(), centre - small / 2 + 1, small, small)),
                     colour(sign->token));
        rest.setLeft(rest.left() + small + theme.scaled(4));
        paintText(painter, visual(rest), index.data().toString(), ink);
    } else {
        // A number ends where the others end.
        const bool isTime = column == Model::TimeColumn;
        rest.setRight(rest.right() - (isTime ? theme.scaled(8) : 0));
        paintText(painter, visual(rest), index.data().toString(), ink,
                  isTime ? Qt::AlignTrailing : Qt::AlignLeading);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange) && column == Model::AddressColumn)
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
}

QSize EndpointTableDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, Theme::instance().scaled(26)};
}

} // namespace wirewise::gui
