#include "gui/removaldelegate.h"

#include "gui/removalmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

namespace wirewise::gui {

namespace {

constexpr int BoxSize = 16, Gap = 8, ValueIndent = 24, SignWidth = 18, FirstLine = 24, SecondLine = 17;

bool isValue(const QModelIndex &index)
{
    return !index.data(RemovalModel::IsKindRole).toBool();
}

bool canOpen(const QModelIndex &index)
{
    return index.model()->rowCount(index) > 0;
}

QTreeView *viewOf(const QStyleOptionViewItem &option)
{
    return qobject_cast<QTreeView *>(const_cast<QWidget *>(option.widget));
}

void write(QPainter *painter, const QRect &rect, const QString &text, TextStyle style, Token token,
           Qt::Alignment alignment)
{
    const QFont font = Theme::instance().font(style);
    painter->setFont(font);
    painter->setPen(colour(token));
    painter->drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

void paintBox(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QVariant &state)
{
    QStyleOptionViewItem box = option;
    box.rect = rect;
    box.state &= ~(QStyle::State_On | QStyle::State_Off | QStyle::State_NoChange | QStyle::State_HasFocus);
    const auto check = static_cast<Qt::CheckState>(state.toInt());
    box.state |= check == Qt::Checked     ? QStyle::State_On
                 : check == Qt::Unchecked ? QStyle::State_Off
                                          : QStyle::State_NoChange;
    const QWidget *widget = option.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, widget);
}

} // namespace

void RemovalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = Theme::instance();
    const auto visual = [&option](const QRect &at) {
        return QStyle::visualRect(option.direction, option.rect, at);
    };
    painter->save();
    if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colour(Token::Hover));
    QRect row = option.rect.adjusted(theme.scaled(2), 0, -theme.scaled(2), 0);
    if (isValue(index))
        row.setLeft(row.left() + theme.scaled(ValueIndent));
    const int line = theme.scaled(FirstLine), box = theme.scaled(BoxSize), sign = theme.scaled(SignWidth);
    const QVariant state = index.data(Qt::CheckStateRole);
    if (state.isValid())
        paintBox(painter, option, visual(QRect(row.left(), row.top() + (line - box) / 2, box, box)), state);
    const int left = row.left() + box + theme.scaled(Gap);
    const QString places = QLocale().toString(index.data(RemovalModel::PlacesRole).toLongLong());
    const int width = QFontMetrics(theme.font(TextStyle::CodeSmall)).horizontalAdvance(places) + 4;
    const int end = row.right() - sign - width;
    const bool isOpen = option.state.testFlag(QStyle::State_Open);
    write(painter, visual(QRect(left, row.top(), end - left - theme.scaled(6), line)),
          index.data().toString(), TextStyle::Body, Token::Text1, Qt::AlignLeading);
    write(painter, visual(QRect(end, row.top(), width, line)), places, TextStyle::CodeSmall, Token::Text2,
          Qt::AlignTrailing);
    if (canOpen(index)) {
        const int size = theme.scaled(14);
        const QRect at(row.right() - size + 1, row.top() + (line - size) / 2, size, size);
        Icons::paint(painter,
                     isOpen                                ? "chevron-down"
                     : option.direction == Qt::RightToLeft ? "chevron-left"
                                                           : "chevron-right",
                     visual(at), colour(Token::Text3));
    }
    if (const QString example = index.data(RemovalModel::ExampleRole).toString(); !example.isEmpty()) {
        // Bytes run from left to right in every language.
        painter->setLayoutDirection(Qt::LeftToRight);
        const QRect below(left, row.top() + line - theme.scaled(3), row.right() - left,
                          theme.scaled(SecondLine));
        write(painter, visual(below), example, TextStyle::CodeSmall, Token::Text3,
              option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

QSize RemovalDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool hasExample = !index.data(RemovalModel::ExampleRole).toString().isEmpty();
    return {80, Theme::instance().scaled(FirstLine + (hasExample ? SecondLine : 0))};
}

bool RemovalDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                  const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto tick = [&] {
        const bool isOff = index.data(Qt::CheckStateRole).toInt() == Qt::Unchecked;
        return model->setData(index, isOff ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    };
    const bool canTick = index.flags().testFlag(Qt::ItemIsUserCheckable);
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        return canTick && (key == Qt::Key_Space || key == Qt::Key_Select) && tick();
    }
    // A double click is two clicks: its second release follows.
    if (event->type() != QEvent::MouseButtonRelease)
        return event->type() == QEvent::MouseButtonDblClick;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || !option.rect.contains(mouse->position().toPoint()))
        return false;
    const int fromEnd = option.direction == Qt::RightToLeft
                            ? mouse->position().toPoint().x() - option.rect.left()
                            : option.rect.right() - mouse->position().toPoint().x();
    QTreeView *view = viewOf(option);
    if (view && canOpen(index) && fromEnd < Theme::instance().scaled(SignWidth * 2)) {
        view->setExpanded(index, !view->isExpanded(index));
        return true;
    }
    return canTick && tick();
}

} // namespace wirewise::gui
