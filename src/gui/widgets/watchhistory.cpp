#include "gui/widgets/watchhistory.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace wirewise::gui {

using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::WatchStrip)
};

constexpr qint64 GrainLength = std::chrono::milliseconds(WatchHistory::Grain).count();

/// What nobody could check says less than anything that was seen.
int weightOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fails:
        return 3;
    case Verdict::WorksWithWarnings:
        return 2;
    case Verdict::Works:
        return 1;
    case Verdict::NotChecked:
        break;
    }
    return 0;
}

qint64 floorDivided(qint64 number, qint64 by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

QString timeText(milliseconds wall, bool withDay)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wall.count());
    return QLocale::c().toString(time, withDay ? QStringLiteral("ddd HH:mm") : QStringLiteral("HH:mm:ss"));
}

} // namespace

void WatchHistory::add(const diagnosis::CoursePoint &point)
{
    Stretch &stretch = m_stretches[floorDivided(point.at.count(), GrainLength)];
    ++stretch.rounds;
    stretch.failed += point.verdict == Verdict::Fails ? 1 : 0;
    if (weightOf(point.verdict) > weightOf(stretch.worst))
        stretch.worst = point.verdict;
    constexpr auto most = static_cast<std::size_t>(Longest / Grain);
    while (m_stretches.size() > most)
        m_stretches.erase(m_stretches.begin());
}

milliseconds WatchHistory::first() const
{
    return milliseconds(isEmpty() ? 0 : m_stretches.begin()->first * GrainLength);
}

milliseconds WatchHistory::last() const
{
    return milliseconds(isEmpty() ? 0 : (m_stretches.rbegin()->first + 1) * GrainLength);
}

QList<WatchBucket> WatchHistory::buckets(milliseconds end, milliseconds span, int count) const
{
    QList<WatchBucket> buckets;
    const qint64 stretches = span / Grain;
    const qint64 each = std::max<qint64>(1, (stretches + count - 1) / std::max(1, count));
    // On round times, so that bars keep their content while the strip moves on.
    const qint64 last = floorDivided(end.count(), GrainLength * each);
    for (qint64 number = last - count + 1; number <= last; ++number) {
        WatchBucket bucket;
        bucket.from = milliseconds(number * each * GrainLength);
        bucket.to = bucket.from + milliseconds(each * GrainLength);
        for (auto at = m_stretches.lower_bound(number * each);
             at != m_stretches.end() && at->first < (number + 1) * each; ++at) {
            bucket.rounds += at->second.rounds;
            bucket.failed += at->second.failed;
            if (!bucket.worst || weightOf(at->second.worst) > weightOf(*bucket.worst))
                bucket.worst = at->second.worst;
        }
        buckets.append(bucket);
    }
    return buckets;
}

QString bucketWords(const WatchBucket &bucket)
{
    const bool isLong = bucket.to - bucket.from >= std::chrono::minutes(10);
    const QString when =
        Words::tr("%1 to %2").arg(timeText(bucket.from, isLong), timeText(bucket.to, isLong));
    if (!bucket.worst)
        return Words::tr("%1: nothing was checked").arg(when);
    if (bucket.failed > 0)
        return Words::tr("%1: fails, %2 of %3 checks").arg(when).arg(bucket.failed).arg(bucket.rounds);
    return Words::tr("%1: %2, checks: %3")
        .arg(when, diagnosis::stateWords(*bucket.worst), QString::number(bucket.rounds));
}

} // namespace wirewise::gui
