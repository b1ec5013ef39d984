#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A row of a JSON tree: the key, then the value in the colour of its kind.
class JsonTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace wirewise::gui
