#include "gui/widgets/watchstripgeometry.h"

#include <QDateTime>
#include <QLocale>

namespace wirewise::gui {

using diagnosis::Verdict;

namespace {

constexpr qreal Margin = 16;
constexpr qreal Gap = 2;
/// Buckets between two labels below the strip.
constexpr qsizetype BetweenLabels = 24;

/// How much of the strip's height a verdict takes: the worse, the higher.
qreal shareOf(const std::optional<Verdict> &verdict)
{
    if (!verdict)
        return 0.06;
    switch (*verdict) {
    case Verdict::Fails:
        return 1;
    case Verdict::WorksWithWarnings:
        return 0.65;
    case Verdict::Works:
    case Verdict::NotChecked:
        break;
    }
    return 0.35;
}

QString labelOf(const WatchBucket &bucket)
{
    const bool isLong = bucket.to - bucket.from >= std::chrono::minutes(10);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(bucket.from.count());
    return QLocale::c().toString(time, isLong ? QStringLiteral("ddd HH:mm") : QStringLiteral("HH:mm:ss"));
}

} // namespace

int WatchStripGeometry::bucketAt(const QPointF &point) const
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (cells.at(i).contains(point))
            return static_cast<int>(i);
    }
    return -1;
}

int bucketsFor(qreal width, qreal cell)
{
    return qBound(1, static_cast<int>((width - 2 * Margin) / cell), 1000);
}

WatchStripGeometry layOutWatchStrip(const QList<WatchBucket> &buckets, const QSize &size, qreal captionHeight,
                                    qreal cell)
{
    WatchStripGeometry geometry;
    geometry.plot = QRectF(Margin, 8, size.width() - 2 * Margin, size.height() - captionHeight - 18);
    const qreal left = geometry.plot.right() - cell * static_cast<qreal>(buckets.size());
    for (qsizetype i = 0; i < buckets.size(); ++i) {
        const QRectF whole(left + cell * static_cast<qreal>(i), geometry.plot.top(), cell,
                           geometry.plot.height());
        const qreal height = qMax<qreal>(2, whole.height() * shareOf(buckets.at(i).worst));
        geometry.cells.append(whole);
        geometry.bars.append({whole.left() + Gap / 2, whole.bottom() - height, cell - Gap, height});
        if ((buckets.size() - 1 - i) % BetweenLabels != BetweenLabels - 1)
            continue;
        geometry.labels.append(
            {QRectF(whole.left(), geometry.plot.bottom() + 4, cell * BetweenLabels - 8, captionHeight),
             labelOf(buckets.at(i)), Qt::AlignLeft});
    }
    return geometry;
}

} // namespace wirewise::gui
