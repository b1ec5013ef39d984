#pragma once

#include "session/sessionfile.h"

#include <QString>

namespace wirewise::test {

/// Where things stand in a session that was made up.
struct LongSession
{
    QString path;
    qint64 messages = 0;
    qint64 heartbeats = 0;       ///< messages {"type": "heartbeat"}
    qint64 close = 0;            ///< number of the server's Close
    qint64 completed = 0;        ///< number of a {"type": "call_completed"} after it
    qint64 heartbeatsBefore = 0; ///< those before `completed`
    qint64 fragmented = 0;       ///< number of a message in three frames after the Close
};

/// Writes two hours and forty minutes of a service that transcribes calls: text and audio, heartbeats, pings,
/// a restart of the server and a second connection. The check before it is taken from `like`. `count` is
/// about how many messages there are.
[[nodiscard]] LongSession writeLongSession(const QString &path, const session::SessionContent &like,
                                           qint64 count);

} // namespace wirewise::test
