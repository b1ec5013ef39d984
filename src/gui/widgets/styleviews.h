#pragma once

#include <QSize>

class QPainter;
class QRectF;
class QStyleOption;
class QStyleOptionHeader;
class QStyleOptionTab;
class QStyleOptionViewItem;
class QWidget;

namespace wirewise::gui {

[[nodiscard]] QSize tabSize(const QStyleOptionTab &option, const QWidget *widget);
void paintTabShape(QPainter *painter, const QStyleOptionTab &option);
void paintTabLabel(QPainter *painter, const QStyleOptionTab &option);

[[nodiscard]] int headerHeight();
void paintHeaderSection(QPainter *painter, const QStyleOption &option);
void paintHeaderLabel(QPainter *painter, const QStyleOptionHeader &option);
void paintItemGround(QPainter *painter, const QStyleOptionViewItem &option, const QWidget *widget);
void paintBranch(QPainter *painter, const QStyleOption &option);

/// A check box of 16 pixels; tick and dash are drawn, not read from a font.
enum class CheckMark { None, Tick, Dash };
void paintCheckBox(QPainter *painter, const QRectF &rect, CheckMark mark, bool enabled, bool hovered);
void paintRadioButton(QPainter *painter, const QRectF &rect, bool on, bool enabled, bool hovered);

} // namespace wirewise::gui
