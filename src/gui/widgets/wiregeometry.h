#pragma once

#include "gui/widgets/wirenodes.h"

#include <QList>
#include <QPointF>
#include <QRectF>

class QPainter;

namespace wirewise::gui {

/// Room at both sides of the wire, between an edge and the outermost station.
inline constexpr qreal WireMargin = 70;

/// Where everything of the wire stands, in logical pixels.
struct WireGeometry
{
    struct Station
    {
        QPointF centre;
        QRectF shape;  ///< ring, octagon or triangle
        QRectF target; ///< what a click hits, at least 24x24
        QRectF label;  ///< name and detail
    };
    struct Stretch
    {
        enum class Look { Whole, Now, Dashed, Broken };
        Look look = Look::Whole;
        QPointF from, to;
        qreal cut = 0; ///< x of the slashes, for Broken
    };
    QList<Station> stations;
    QList<Stretch> stretches; ///< one less than stations
};
/// Half the size of a state's shape.
[[nodiscard]] qreal wireRadius(WireNode::State state);

/// labelWidths has the width of name and detail of each node. Nothing leaves the size.
[[nodiscard]] WireGeometry wireGeometry(const QList<WireNode> &nodes, QSizeF size,
                                        const QList<qreal> &labelWidths, qreal labelHeight, bool rightToLeft);

/// Draws the wire between two stations.
void paintStretch(QPainter &painter, const WireGeometry::Stretch &stretch);
/// Draws the shape of a station. breath, in degrees, moves the dot of a running one.
void paintStation(QPainter &painter, WireNode::State state, const QPointF &centre, int breath);

} // namespace wirewise::gui
