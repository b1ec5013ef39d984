#pragma once

#include "session/library.h"
#include "session/sessionfile.h"
#include "session/sessionindex.h"

#include <QObject>
#include <QTemporaryDir>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::gui {

/// Session files for the window: lists, opens and changes them on a thread of its own, one job after the
/// other. Answers come on the GUI thread.
class SessionDesk : public QObject
{
    Q_OBJECT
public:
    explicit SessionDesk(QString folder, QObject *parent = nullptr);
    ~SessionDesk() override;

    [[nodiscard]] QString folder() const { return m_library.folder(); }
    /// A free path for a check of that host; empty if the folder cannot be made.
    [[nodiscard]] QString pathForNew(const QString &host, const QDateTime &startedAt) const;

    /// Answers with listed().
    void list();
    /// Only what a list of sessions shows.
    void readInfo(const QString &path,
                  std::function<void(const session::Result<session::SessionInfo> &)> answer);
    void open(const QString &path,
              std::function<void(const session::Result<session::SessionContent> &)> answer);
    void readMessages(const QString &path, qint64 first, qint64 count,
                      std::function<void(const QList<observation::Message> &)> answer);
    void setName(const QString &path, const QString &name);
    void setNotes(const QString &path, const QString &notes);
    void setPinned(const QString &path, bool pinned);
    void saveAs(const QString &path, const QString &target);
    /// Undoable until the program ends.
    void remove(const QString &path);
    [[nodiscard]] bool canUndoRemove() const { return !m_removed.isEmpty(); }
    void undoRemove();
    /// Into the system's trash; what cannot go there stays. Answers with the paths that went.
    void moveToTrash(const QStringList &paths, std::function<void(const QStringList &moved)> answer);

Q_SIGNALS:
    void listed(const QList<wirewise::session::SessionInfo> &sessions);
    /// A file changed through this desk.
    void changed();
    void savedAs(const QString &path);
    void removed(const QString &path);
    /// A sentence for the user.
    void failed(const QString &sentence);

private:
    struct Removed
    {
        QString from, to;
    };
    using Change = std::function<session::Result<void>(session::SessionFile &)>;

    void change(const QString &path, Change change);
    void run(std::function<void()> job);
    /// Back to the GUI thread.
    void answer(std::function<void()> call);

    /// The file that messages were read from last; stays open, because a view asks page by page.
    struct Reader
    {
        QString path;
        session::SessionFile file;
    };

    session::Library m_library;
    session::SessionIndex m_index; ///< belongs to m_thread
    QThreadPool m_thread;
    QThreadPool m_pages;            ///< reads messages, so that a page does not wait for what takes longer
    std::optional<Reader> m_reader; ///< belongs to m_pages
    std::unique_ptr<QTemporaryDir> m_bin;
    QList<Removed> m_removed;
};

} // namespace wirewise::gui
