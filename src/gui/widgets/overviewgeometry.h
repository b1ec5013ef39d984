#pragma once

#include "observation/connectionmarks.h"
#include "observation/ratebuckets.h"

#include <QDateTime>
#include <QList>
#include <QRectF>
#include <QString>

namespace wirewise::gui {

/// What an OverviewStrip shows.
struct OverviewContent
{
    observation::RateBuckets rate;
    observation::Duration end{0};                     ///< now, or when the session ended
    observation::Duration windowFrom{0}, windowTo{0}; ///< what the list of messages shows
    /// Of a session that was opened again, in order.
    QList<observation::ConnectionMark> connections;
    QDateTime openedAt; ///< invalid: times are shown as elapsed
    bool isLive = false;
};

/// Where everything of the strip stands; time runs from left to right.
struct OverviewGeometry
{
    struct Label
    {
        QRectF rect;
        QString text;
        Qt::Alignment alignment = Qt::AlignHCenter;
        bool isClose = false;
    };

    QRectF plot;
    QList<QRectF> bars;  ///< received and sent together, one per bucket that has any
    QList<QRectF> sent;  ///< marks below the bars
    QList<qreal> closes; ///< x
    QRectF window;
    QList<Label> labels;

    [[nodiscard]] qreal xOf(observation::Duration at) const;
    [[nodiscard]] observation::Duration timeAt(qreal x) const;
    observation::Duration span{1};
};

/// textWidth says how wide a label is.
[[nodiscard]] OverviewGeometry layOutOverview(const OverviewContent &content, const QSizeF &size,
                                              qreal labelHeight, qreal characterWidth);

} // namespace wirewise::gui
