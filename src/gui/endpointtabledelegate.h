#pragma once

#include "gui/listrow.h"

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A row of the endpoint table: a sign and the address, three answers, the finding in Hack, the time, and
/// what changed. The head of a group: an arrow, its title and its count.
class EndpointTableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                  const ListRow &row) const;
};

} // namespace wirewise::gui
