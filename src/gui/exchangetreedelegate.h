#pragma once

#include <QStyledItemDelegate>

namespace wirewise::gui {

/// A probe, retry or frame: its sign, name and answer, 26 high.
class ExchangeTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace wirewise::gui
