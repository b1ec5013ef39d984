#pragma once

#include "gui/widgets/token.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace wirewise::gui {

inline constexpr qreal ControlRadius = 5, CardRadius = 6;

/// A box with a cosmetic outline of one pixel inside rect.
void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &outline,
              qreal radius = ControlRadius);
/// The focus ring: two pixels of AccentText around rect.
void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius = ControlRadius);
/// A line of one device pixel along an edge of rect, inside it.
void paintEdge(QPainter *painter, const QRectF &rect, Qt::Edge edge, const QColor &colour);

/// Size of a drawn key ("Ctrl+K") at the theme's text size.
[[nodiscard]] QSizeF keyHintSize(const QString &keys);
/// A key, drawn at the left of rect and in the middle of its height.
void paintKeyHint(QPainter *painter, const QRectF &rect, const QString &keys, const QColor &text,
                  const QColor &outline);

/// A yellow number, as it stands beside a claim and beside the bytes that prove it.
void paintBadge(QPainter *painter, const QPointF &centre, int number, qreal diameter);

} // namespace wirewise::gui
