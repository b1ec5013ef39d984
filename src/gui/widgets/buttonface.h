#pragma once

#include "gui/widgets/wirestyle.h"

#include <QFont>
#include <QIcon>
#include <QSize>
#include <QString>

class QPainter;
class QStyleOptionButton;
class QStyleOptionToolButton;
class QWidget;

namespace wirewise::gui {

/// Everything that is drawn of a button, push button or tool button alike.
struct ButtonFace
{
    ButtonRole role = ButtonRole::Normal;
    ControlSize size = ControlSize::Normal;
    QIcon icon;
    QString text, detail, keys;
    QFont font;
    bool menu = false;
    bool enabled = true, hovered = false, down = false, checked = false;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

[[nodiscard]] ButtonFace faceOf(const QStyleOptionButton &option, const QWidget *widget);
[[nodiscard]] ButtonFace faceOf(const QStyleOptionToolButton &option, const QWidget *widget);
[[nodiscard]] QSize sizeOf(const ButtonFace &face);
void paintFace(QPainter *painter, const QRect &rect, const ButtonFace &face);

} // namespace wirewise::gui
