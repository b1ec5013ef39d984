#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A change of a watch: the sign of its verdict, then its words.
class WatchEntryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace wirewise::gui
