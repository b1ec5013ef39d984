#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace wirewise::session {

/// How long sessions are kept; nothing is set at first, and everything is kept.
struct RetentionRule
{
    int days = 0;     ///< older ones go; 0 for any age
    qint64 bytes = 0; ///< the oldest go until the others take no more; 0 for any size

    [[nodiscard]] bool isSet() const { return days > 0 || bytes > 0; }
    friend bool operator==(const RetentionRule &, const RetentionRule &) = default;
};

/// A session as the rule sees it.
struct StoredSession
{
    QString path;
    QDateTime startedAt;
    qint64 bytes = 0;
    bool pinned = false; ///< stays, whatever the rule says
};

/// Those that the rule wants to go, the oldest first. Pinned ones count for the size and stay.
[[nodiscard]] QList<StoredSession> dueSessions(QList<StoredSession> sessions, const RetentionRule &rule,
                                               const QDateTime &now);

} // namespace wirewise::session
