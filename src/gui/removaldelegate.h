#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A kind of secret, or one value of it: a box to tick, the name, how many places, an example below. The
/// sign at the end opens the values. A click on the name ticks, as Space does.
class RemovalDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace wirewise::gui
