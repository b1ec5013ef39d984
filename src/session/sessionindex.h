#pragma once

#include "session/sessionfile.h"

#include <QDateTime>
#include <QHash>
#include <QList>

namespace wirewise::session {

/// What the sessions of a folder say in lists. A file is read again only where it changed since, so that a
/// folder of thousands is listed as quickly as it is looked through. Use from one thread at a time.
class SessionIndex
{
public:
    explicit SessionIndex(QString folder);

    /// Every readable session, newest first, at most limit. Unreadable files are left out.
    [[nodiscard]] QList<SessionInfo> list(qsizetype limit = 20'000);

private:
    struct Known
    {
        QDateTime modified, readAt;
        qint64 bytes = 0;
        bool isReadable = false;
        SessionInfo info;
    };
    QString m_folder;
    QHash<QString, Known> m_known; ///< by path
};

} // namespace wirewise::session
