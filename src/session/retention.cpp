#include "session/retention.h"

#include <algorithm>

namespace wirewise::session {

QList<StoredSession> dueSessions(QList<StoredSession> sessions, const RetentionRule &rule,
                                 const QDateTime &now)
{
    std::stable_sort(sessions.begin(), sessions.end(), [](const StoredSession &a, const StoredSession &b) {
        return a.startedAt < b.startedAt;
    });
    qint64 left = 0;
    for (const StoredSession &session : std::as_const(sessions))
        left += session.bytes;
    QList<StoredSession> due;
    for (const StoredSession &session : std::as_const(sessions)) {
        // A time that cannot be read is no age.
        const bool isOld =
            rule.days > 0 && session.startedAt.isValid() && session.startedAt.daysTo(now) > rule.days;
        const bool isTooMuch = rule.bytes > 0 && left > rule.bytes;
        if (session.pinned || !(isOld || isTooMuch))
            continue;
        left -= session.bytes;
        due.append(session);
    }
    return due;
}

} // namespace wirewise::session
