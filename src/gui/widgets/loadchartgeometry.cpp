#include "gui/widgets/loadchartgeometry.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace wirewise::gui {

using observation::Duration;
using observation::LoadSecond;

namespace {

constexpr qreal Margin = 14;
constexpr qreal NarrowestColumn = 3;
constexpr qreal WidestColumn = 28;

/// Several seconds in one column.
struct Slot
{
    int opened = 0, failed = 0, dropped = 0, open = 0;
    std::optional<Duration> handshake, answer;

    void add(const LoadSecond &second)
    {
        opened += second.opened;
        failed += second.failed;
        dropped += second.dropped;
        open = std::max(open, second.open);
        handshake = std::max(handshake, second.handshake.p95);
        answer = std::max(answer, second.answer.p95);
    }
};

/// A round number that is not below: 1, 2 or 5 times a power of ten.
double roundAbove(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(1.0, value))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (value <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

QList<Slot> slotsOf(const LoadChartContent &content, qsizetype perSlot)
{
    QList<Slot> all((content.seconds.size() + perSlot - 1) / perSlot);
    for (qsizetype i = 0; i < content.seconds.size(); ++i)
        all[i / perSlot].add(content.seconds.at(i));
    return all;
}

/// What stands at the upper edges of the plots.
void readBounds(const QList<Slot> &all, LoadChartGeometry &geometry)
{
    double most = 1, mostOpen = 1, longest = 1000;
    for (const Slot &slot : all) {
        most = std::max(most, static_cast<double>(slot.opened + slot.failed + slot.dropped));
        mostOpen = std::max(mostOpen, static_cast<double>(slot.open));
        longest = std::max(longest, static_cast<double>(
                                        std::max(slot.handshake, slot.answer).value_or(Duration(0)).count()));
    }
    geometry.mostCount = static_cast<int>(roundAbove(most));
    geometry.mostOpen = static_cast<int>(roundAbove(mostOpen));
    geometry.longest = Duration(static_cast<qint64>(roundAbove(longest)));
}

LoadChartGeometry::Column columnOf(const Slot &slot, QRectF place, int most)
{
    qreal bottom = place.bottom();
    const auto stacked = [&](int count) {
        const qreal height = place.height() * count / most;
        bottom -= height;
        return count > 0 ? QRectF(place.left(), bottom, place.width(), height) : QRectF();
    };
    LoadChartGeometry::Column column;
    column.opened = stacked(slot.opened);
    column.failed = stacked(slot.failed);
    column.dropped = stacked(slot.dropped);
    return column;
}

QList<QPolygonF> linesOf(const QList<Slot> &all, std::optional<Duration> Slot::*time, QRectF plot,
                         qreal slotWidth, Duration longest)
{
    QList<QPolygonF> lines;
    bool goesOn = false;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const std::optional<Duration> value = all.at(i).*time;
        if (value) {
            if (!goesOn)
                lines.append(QPolygonF());
            const qreal part = static_cast<qreal>(value->count()) / static_cast<qreal>(longest.count());
            lines.last().append({plot.left() + (static_cast<qreal>(i) + 0.5) * slotWidth,
                                 plot.bottom() - part * plot.height()});
        }
        goesOn = value.has_value();
    }
    return lines;
}

} // namespace

LoadChartGeometry layOutLoadChart(const LoadChartContent &content, QSizeF size, qreal lineHeight)
{
    LoadChartGeometry geometry;
    const qreal width = std::max<qreal>(NarrowestColumn, size.width() - 2 * Margin);
    const qreal height = std::max<qreal>(2, (size.height() - 3 * lineHeight - Margin) / 2);
    geometry.counts = {Margin, lineHeight, width, height};
    geometry.times = {Margin, 2 * lineHeight + height, width, height};
    if (content.seconds.isEmpty())
        return geometry;

    const auto planned =
        static_cast<qsizetype>(std::ceil(static_cast<double>(content.planned.count()) / 1e6));
    const qsizetype span = std::max({qsizetype(1), planned, content.seconds.size()});
    const auto perSlot = std::max<qsizetype>(
        1, static_cast<qsizetype>(std::ceil(static_cast<double>(span) * NarrowestColumn / width)));
    const qreal slotWidth = width * static_cast<qreal>(perSlot) / static_cast<qreal>(span);
    const QList<Slot> all = slotsOf(content, perSlot);

    readBounds(all, geometry);
    const qreal gap = slotWidth > 6 ? 1 : 0;
    const qreal columnWidth = std::min(slotWidth - gap, WidestColumn);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const qreal left = geometry.counts.left() + static_cast<qreal>(i) * slotWidth;
        const QRectF place(left + (slotWidth - columnWidth) / 2, geometry.counts.top(), columnWidth,
                           geometry.counts.height());
        geometry.columns.append(columnOf(all.at(i), place, geometry.mostCount));
        const qreal part = static_cast<qreal>(all.at(i).open) / geometry.mostOpen;
        geometry.open.append({left + slotWidth / 2, place.bottom() - part * place.height()});
    }
    geometry.handshake = linesOf(all, &Slot::handshake, geometry.times, slotWidth, geometry.longest);
    geometry.answer = linesOf(all, &Slot::answer, geometry.times, slotWidth, geometry.longest);
    return geometry;
}

} // namespace wirewise::gui
