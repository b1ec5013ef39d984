#pragma once

#include "observation/loadtest.h"

#include <QList>
#include <QPolygonF>
#include <QRectF>

namespace wirewise::gui {

/// What a chart of a load test shows.
struct LoadChartContent
{
    QList<observation::LoadSecond> seconds;
    observation::Duration planned{0}; ///< the time axis is that long, or longer if it took longer
};

/// Where everything of the chart stands. Two plots over one time axis: what happened in each second, with how
/// many sessions were open; and what 95 % of the latencies did not exceed.
struct LoadChartGeometry
{
    struct Column
    {
        QRectF opened, failed, dropped; ///< stacked, empty where there were none
    };
    QRectF counts, times; ///< the plots
    QList<Column> columns;
    QPolygonF open;
    QList<QPolygonF> handshake, answer; ///< broken where nobody measured anything
    int mostCount = 0, mostOpen = 0;    ///< at the upper edge of the first plot
    observation::Duration longest{0};   ///< at the upper edge of the second
};

/// Columns are at least three pixels wide; seconds that share one are added up, of their latencies the worst
/// counts. Heights of lines of text are left free above each plot and below the second.
[[nodiscard]] LoadChartGeometry layOutLoadChart(const LoadChartContent &content, QSizeF size,
                                                qreal lineHeight);

} // namespace wirewise::gui
