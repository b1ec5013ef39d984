#include "gui/sessiondesk.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace wirewise::gui {

SessionDesk::SessionDesk(QString folder, QObject *parent)
    : QObject(parent)
    , m_library(std::move(folder))
    , m_index(m_library.folder())
{
    m_thread.setMaxThreadCount(1); // one after the other: a list sees what was written before it
    m_pages.setMaxThreadCount(1);
}

SessionDesk::~SessionDesk()
{
    m_thread.waitForDone();
    m_pages.waitForDone();
}

QString SessionDesk::pathForNew(const QString &host, const QDateTime &startedAt) const
{
    if (!QDir().mkpath(folder()))
        return {};
    return m_library.pathForNew(host, startedAt);
}

void SessionDesk::run(std::function<void()> job)
{
    m_thread.start(std::move(job));
}

void SessionDesk::answer(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void SessionDesk::list()
{
    run([this] {
        const QList<session::SessionInfo> sessions = m_index.list();
        answer([this, sessions] { Q_EMIT listed(sessions); });
    });
}

void SessionDesk::readInfo(const QString &path,
                           std::function<void(const session::Result<session::SessionInfo> &)> answered)
{
    run([this, path, answered = std::move(answered)] {
        const auto info = session::SessionFile::readInfo(path);
        answer([info, answered] { answered(info); });
    });
}

void SessionDesk::open(const QString &path,
                       std::function<void(const session::Result<session::SessionContent> &)> answered)
{
    run([this, path, answered = std::move(answered)] {
        auto content =
            std::make_shared<session::Result<session::SessionContent>>(session::SessionFile::read(path));
        answer([content, answered] { answered(*content); });
    });
}

void SessionDesk::readMessages(const QString &path, qint64 first, qint64 count,
                               std::function<void(const QList<observation::Message> &)> answered)
{
    m_pages.start([this, path, first, count, answered = std::move(answered)] {
        if (!m_reader || m_reader->path != path) {
            m_reader.reset();
            if (auto file = session::SessionFile::openForReading(path))
                m_reader.emplace(Reader{path, std::move(*file)});
        }
        QList<observation::Message> messages;
        if (m_reader) {
            if (auto page = m_reader->file.messages(first, count))
                messages = std::move(*page);
            else
                m_reader.reset(); // another try opens it anew
        }
        answer([messages, answered] { answered(messages); });
    });
}

void SessionDesk::change(const QString &path, Change change)
{
    run([this, path, change = std::move(change)] {
        auto file = session::SessionFile::open(path);
        const session::Result<void> result =
            file ? change(*file) : session::Result<void>(tl::make_unexpected(file.error()));
        const QString problem = result ? QString() : result.error().text;
        answer([this, problem] {
            if (problem.isEmpty())
                Q_EMIT changed();
            else
                Q_EMIT failed(problem);
        });
    });
}

void SessionDesk::setName(const QString &path, const QString &name)
{
    change(path, [name](session::SessionFile &file) { return file.setName(name); });
}

void SessionDesk::setNotes(const QString &path, const QString &notes)
{
    change(path, [notes](session::SessionFile &file) { return file.setNotes(notes); });
}

void SessionDesk::setPinned(const QString &path, bool pinned)
{
    change(path, [pinned](session::SessionFile &file) { return file.setPinned(pinned); });
}

void SessionDesk::saveAs(const QString &path, const QString &target)
{
    run([this, path, target] {
        auto file = session::SessionFile::openForReading(path);
        const session::Result<void> result =
            file ? file->saveAs(target, true) : session::Result<void>(tl::make_unexpected(file.error()));
        const QString problem = result ? QString() : result.error().text;
        answer([this, problem, target] {
            if (problem.isEmpty())
                Q_EMIT savedAs(target);
            else
                Q_EMIT failed(problem);
        });
    });
}

void SessionDesk::remove(const QString &path)
{
    if (!m_bin) {
        // Beside the sessions, so that moving is a rename; it goes away with the program.
        m_bin = std::make_unique<QTemporaryDir>(folder() + QStringLiteral("/.deleted-XXXXXX"));
    }
    const Removed entry{path, m_bin->filePath(QString::number(m_removed.size()) + QLatin1Char('-') +
                                              QFileInfo(path).fileName())};
    if (!m_bin->isValid() || !QFile::rename(entry.from, entry.to)) {
        Q_EMIT failed(
            tr("%1 could not be deleted. Its folder may be read-only.").arg(QFileInfo(path).fileName()));
        return;
    }
    m_removed.append(entry);
    Q_EMIT removed(path);
    Q_EMIT changed();
}

void SessionDesk::moveToTrash(const QStringList &paths, std::function<void(const QStringList &)> answered)
{
    run([this, paths, answered = std::move(answered)] {
        QStringList moved;
        for (const QString &path : paths) {
            if (QFile::moveToTrash(path))
                moved.append(path);
        }
        answer([this, moved, answered] {
            for (const QString &path : moved)
                Q_EMIT removed(path);
            Q_EMIT changed();
            answered(moved);
        });
    });
}

void SessionDesk::undoRemove()
{
    if (m_removed.isEmpty())
        return;
    const Removed entry = m_removed.takeLast();
    if (!QFile::rename(entry.to, entry.from))
        Q_EMIT failed(tr("%1 could not be brought back.").arg(QFileInfo(entry.from).fileName()));
    Q_EMIT changed();
}

} // namespace wirewise::gui
