#include "session/library.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace wirewise::session {

namespace {

const QString Suffix = QStringLiteral(".wirewise");

/// Letters, digits, dots and hyphens: what every file system takes.
QString plainName(const QString &host)
{
    QString plain;
    for (const QChar c : host.left(80)) {
        const bool kept =
            (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.';
        plain += kept ? c : QChar(u'-');
    }
    return plain.isEmpty() ? QStringLiteral("session") : plain;
}

} // namespace

Library::Library(QString folder)
    : m_folder(std::move(folder))
{
}

QString Library::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/sessions");
}

QList<SessionInfo> Library::list(qsizetype limit) const
{
    const QFileInfoList files = QDir(m_folder).entryInfoList({QStringLiteral("*") + Suffix},
                                                             QDir::Files | QDir::Readable, QDir::Time);
    QList<SessionInfo> sessions;
    for (const QFileInfo &file : files) {
        if (sessions.size() >= limit)
            break;
        if (Result<SessionInfo> info = SessionFile::readInfo(file.absoluteFilePath()))
            sessions.append(*std::move(info));
    }
    std::stable_sort(sessions.begin(), sessions.end(),
                     [](const SessionInfo &a, const SessionInfo &b) { return a.startedAt > b.startedAt; });
    return sessions;
}

QString Library::pathForNew(const QString &host, const QDateTime &startedAt) const
{
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString base = m_folder + QLatin1Char('/') +
                         startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss ")) +
                         plainName(host);
    QString path = base + Suffix;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = base + QLatin1Char(' ') + QString::number(i) + Suffix;
    return path;
}

} // namespace wirewise::session
