#pragma once

#include "gui/widgets/watchhistory.h"

#include <QList>
#include <QRectF>
#include <QSize>
#include <QString>

namespace wirewise::gui {

/// Where the parts of a strip stand. Pure: painting, the mouse and tests ask it.
struct WatchStripGeometry
{
    struct Label
    {
        QRectF rect;
        QString text;
        Qt::Alignment alignment;
    };
    QRectF plot;
    QList<QRectF> cells; ///< one for each bucket, the oldest first: where the mouse finds it
    QList<QRectF> bars;  ///< the same, as high as its verdict makes it
    QList<Label> labels;

    /// -1 outside.
    [[nodiscard]] int bucketAt(const QPointF &point) const;
};

/// How many buckets fit into that width.
[[nodiscard]] int bucketsFor(qreal width, qreal cell);
[[nodiscard]] WatchStripGeometry layOutWatchStrip(const QList<WatchBucket> &buckets, const QSize &size,
                                                  qreal captionHeight, qreal cell);

} // namespace wirewise::gui
