#pragma once

#include "gui/widgets/token.h"

#include <QStyle>

class QPainter;
class QStyleOptionProgressBar;
class QStyleOptionSlider;

namespace wirewise::gui {

/// A slim scroll bar without arrow buttons.
void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &slider);
[[nodiscard]] QRect scrollBarSlider(const QStyleOptionSlider &option);
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part);

/// A rounded bar of four pixels in the middle of rect, filled from its beginning for a part from 0 to 1.
void paintTrack(QPainter *painter, const QRect &rect, double part, Token token = Token::Border);
void paintProgress(QPainter *painter, const QStyleOptionProgressBar &bar);
void paintSlider(QPainter *painter, const QStyleOptionSlider &slider, const QRect &handle);

} // namespace wirewise::gui
