#include "session/sessionindex.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace wirewise::session {

namespace {
/// A file that was written just before it was read may be written again within the same tick of its clock.
constexpr int Settled = 2000;
} // namespace

SessionIndex::SessionIndex(QString folder)
    : m_folder(std::move(folder))
{
}

QList<SessionInfo> SessionIndex::list(qsizetype limit)
{
    const QFileInfoList files = QDir(m_folder).entryInfoList({QStringLiteral("*.wirewise")},
                                                             QDir::Files | QDir::Readable, QDir::Time);
    QHash<QString, Known> known;
    QList<SessionInfo> sessions;
    for (const QFileInfo &file : files) {
        if (sessions.size() >= limit)
            break;
        const QString path = file.absoluteFilePath();
        Known entry = m_known.value(path);
        const bool isSame = entry.bytes == file.size() && entry.modified == file.lastModified() &&
                            entry.modified.msecsTo(entry.readAt) > Settled;
        if (!isSame) {
            entry = {file.lastModified(), QDateTime::currentDateTime(), file.size(), false, {}};
            if (Result<SessionInfo> info = SessionFile::readInfo(path)) {
                entry.isReadable = true;
                entry.info = *std::move(info);
            }
        }
        if (entry.isReadable)
            sessions.append(entry.info);
        known.insert(path, entry);
    }
    m_known = std::move(known); // those that are gone are forgotten
    std::stable_sort(sessions.begin(), sessions.end(),
                     [](const SessionInfo &a, const SessionInfo &b) { return a.startedAt > b.startedAt; });
    return sessions;
}

} // namespace wirewise::session
