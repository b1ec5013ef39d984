#include "report/textlayout.h"
#include "report/watch.h"

#include <QCoreApplication>
#include <QDateTime>

namespace wirewise::report {

using diagnosis::CourseEvent;
using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Watch)
};

QString clockText(milliseconds wall)
{
    return QDateTime::fromMSecsSinceEpoch(wall.count()).time().toString(QStringLiteral("HH:mm:ss"));
}

/// What says how the endpoint is stands out from what is said beside it.
Tone toneOf(const CourseEvent &event)
{
    using Kind = CourseEvent::Kind;
    switch (event.kind) {
    case Kind::Began:
    case Kind::Changed:
    case Kind::SeenAgain:
    case Kind::Calm:
        return report::toneOf(event.to.verdict);
    case Kind::Flapping:
        return Tone::Warn;
    case Kind::Unseen:
    case Kind::Gap:
    case Kind::ClockSet:
    case Kind::Waiting:
    case Kind::UsualPace:
        break;
    }
    return Tone::Faint;
}

} // namespace

QString toText(const WatchedEvent &told, const TextStyle &style, bool named)
{
    const CourseEvent &event = told.event;
    QString words = clockText(event.at) + QStringLiteral("  ");
    if (named)
        words += told.url + QStringLiteral("  ");
    words += diagnosis::eventWords(event);
    const bool tellsState =
        event.kind == CourseEvent::Kind::Began || event.kind == CourseEvent::Kind::Changed;
    if (tellsState && !event.to.findingId.isEmpty())
        words += QStringLiteral(" (%1)").arg(QString::fromUtf8(event.to.findingId));
    TextLayout layout(style);
    layout.line(words, 0, toneOf(event));
    return layout.text();
}

QString toText(const WatchedCourse &course)
{
    const diagnosis::CourseTotals &totals = course.totals;
    QStringList parts;
    if (const std::optional<double> availability = totals.availability())
        parts.append(Words::tr("worked %1 of %2")
                         .arg(diagnosis::availabilityWords(*availability),
                              diagnosis::spanWords(totals.worked + totals.failed)));
    else
        parts.append(Words::tr("nothing was seen of it"));
    parts.append(Words::tr("checks: %1").arg(totals.rounds));
    parts.append(Words::tr("changes: %1").arg(totals.changes));
    if (totals.longestOutage > milliseconds(0))
        parts.append(Words::tr("longest outage %1, from %2")
                         .arg(diagnosis::spanWords(totals.longestOutage), clockText(totals.outageBegan)));
    if (totals.unseen > milliseconds(0))
        parts.append(Words::tr("not watched for %1").arg(diagnosis::spanWords(totals.unseen)));
    return safeText(course.url) + QStringLiteral(": ") + parts.join(QStringLiteral("; ")) +
           QStringLiteral(".\n");
}

} // namespace wirewise::report
