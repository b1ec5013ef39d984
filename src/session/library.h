#pragma once

#include "session/sessionfile.h"

#include <QList>
#include <QString>

namespace wirewise::session {

/// The folder of the user's sessions (QStandardPaths::AppDataLocation/sessions unless set).
class Library
{
public:
    explicit Library(QString folder);
    [[nodiscard]] static QString defaultFolder();

    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// Every readable session, newest first, at most limit. Unreadable files are left out.
    [[nodiscard]] QList<SessionInfo> list(qsizetype limit = 1000) const;
    /// A free path for a new session of that address: date, time, host.
    [[nodiscard]] QString pathForNew(const QString &host, const QDateTime &startedAt) const;

private:
    QString m_folder;
};

} // namespace wirewise::session
