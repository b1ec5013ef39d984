#include "report/instant.h"
#include "report/json.h"
#include "report/watch.h"

#include <QJsonObject>

namespace wirewise::report {

using diagnosis::CourseEvent;
using diagnosis::CourseState;
using std::chrono::milliseconds;

namespace {

double seconds(milliseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

QJsonObject stateObject(const CourseState &state)
{
    return {{QStringLiteral("verdict"), QString::fromLatin1(diagnosis::toString(state.verdict))},
            {QStringLiteral("finding"), QString::fromUtf8(state.findingId)},
            {QStringLiteral("summary"), state.sentence}};
}

/// Members that every line begins with.
QJsonObject lineObject(const QByteArray &event, milliseconds at, qsizetype endpoint, const QString &url)
{
    return {{QStringLiteral("event"), QString::fromLatin1(event)},
            {QStringLiteral("at"), toText(Instant(at))},
            {QStringLiteral("endpoint"), endpoint},
            {QStringLiteral("url"), url}};
}

} // namespace

QByteArray watchLine(const WatchedEvent &told)
{
    const CourseEvent &event = told.event;
    QJsonObject line = lineObject(diagnosis::toString(event.kind), event.at, told.endpoint, told.url);
    line.insert(QStringLiteral("now"), stateObject(event.to));
    if (event.kind == CourseEvent::Kind::Began)
        line.insert(QStringLiteral("was"), QJsonValue());
    else
        line.insert(QStringLiteral("was"), stateObject(event.from));
    line.insert(QStringLiteral("cause"), event.cause);
    line.insert(QStringLiteral("lasted_s"), seconds(event.lasted));
    if (event.kind == CourseEvent::Kind::Calm)
        line.insert(QStringLiteral("changes"), event.changes);
    return jsonLine(line) + '\n';
}

QByteArray watchLine(const WatchedCourse &course, milliseconds at)
{
    const diagnosis::CourseTotals &totals = course.totals;
    QJsonObject line = lineObject("ended", at, course.endpoint, course.url);
    line.insert(QStringLiteral("now"), stateObject(course.state));
    line.insert(QStringLiteral("rounds"), totals.rounds);
    line.insert(QStringLiteral("changes"), totals.changes);
    const std::optional<double> availability = totals.availability();
    line.insert(QStringLiteral("availability"), availability ? QJsonValue(*availability) : QJsonValue());
    line.insert(QStringLiteral("worked_s"), seconds(totals.worked));
    line.insert(QStringLiteral("failed_s"), seconds(totals.failed));
    line.insert(QStringLiteral("unseen_s"), seconds(totals.unseen));
    line.insert(QStringLiteral("longest_outage_s"), seconds(totals.longestOutage));
    line.insert(QStringLiteral("longest_outage_at"), totals.longestOutage > milliseconds(0)
                                                         ? QJsonValue(toText(Instant(totals.outageBegan)))
                                                         : QJsonValue());
    return jsonLine(line) + '\n';
}

} // namespace wirewise::report
