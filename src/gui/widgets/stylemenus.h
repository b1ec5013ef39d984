#pragma once

#include <QSize>

class QPainter;
class QStyleOptionMenuItem;

namespace wirewise::gui {

[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem &option);
void paintMenuItem(QPainter *painter, const QStyleOptionMenuItem &option);
void paintMenuBarItem(QPainter *painter, const QStyleOptionMenuItem &option);

} // namespace wirewise::gui
