#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A row of "what would make it work": helpful ones green and bold, with the evidence number that stands at
/// it.
class ExperimentDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace wirewise::gui
