#pragma once

#include "diagnosis/course.h"
#include "report/text.h"

#include <QByteArray>
#include <QString>

namespace wirewise::report {

/// What was told of one watched endpoint.
struct WatchedEvent
{
    qsizetype endpoint = 0; ///< its place in the watch
    QString url;            ///< secrets masked
    diagnosis::CourseEvent event;
};

/// What the watch of one endpoint came to.
struct WatchedCourse
{
    qsizetype endpoint = 0;
    QString url;
    diagnosis::CourseState state; ///< at the end
    diagnosis::CourseTotals totals;
};

/// One object on one line: "event" says which, "at" is ISO 8601 in UTC.
[[nodiscard]] QByteArray watchLine(const WatchedEvent &told);
/// The last line of an endpoint; its "event" is "ended".
[[nodiscard]] QByteArray watchLine(const WatchedCourse &course, std::chrono::milliseconds at);

/// "09:14:07  fails, after working for 4 min 10 s: … (tcp.refused)"; the local time. named: with the address.
[[nodiscard]] QString toText(const WatchedEvent &told, const TextStyle &style, bool named);
/// "wss://…: worked 99.98 % of 8 h 02 min; checks: 960; changes: 2; longest outage 12 s, from 09:14:07."
[[nodiscard]] QString toText(const WatchedCourse &course);

} // namespace wirewise::report
