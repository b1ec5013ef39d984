#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A row of the table of differences: a sign and the title, both values in Hack, and what it tells.
class DifferenceDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace wirewise::gui
