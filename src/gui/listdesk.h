#pragma once

#include "session/sincelastrun.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::gui {

/// Earlier runs of a list, and when the latest of them was.
struct RunsBefore
{
    std::shared_ptr<const session::EarlierRuns> runs;
    /// The latest one, for comparing an endpoint with what was seen of it then.
    std::shared_ptr<const session::ListRun> last;

    [[nodiscard]] bool isEmpty() const { return !last; }
};

/// Session files of runs over lists for the window, read on a thread of its own, one after the other. Answers
/// come on the GUI thread; those of a desk that is gone do not come.
class ListDesk : public QObject
{
    Q_OBJECT
public:
    explicit ListDesk(QString folder, QObject *parent = nullptr);
    ~ListDesk() override;

    template<typename T>
    using Answer = std::function<void(const T &)>;

    /// Info alone tells whether it is a run over a list.
    void readInfo(const QString &path, Answer<session::Result<session::SessionInfo>> answer);
    void readRun(const QString &path, Answer<session::Result<session::ListRun>> answer);
    /// One check of many. A later call overtakes those that wait.
    void readCheck(const QString &path, qint64 check,
                   Answer<session::Result<session::SessionContent>> answer);
    /// Runs of the same endpoints in the folder of sessions that began earlier, the one of that path left
    /// out.
    void findEarlier(const QList<session::PlannedEndpoint> &endpoints, const QString &except,
                     const QDateTime &before, Answer<RunsBefore> answer);
    /// Any other work on files; told is called here once it is done.
    void run(std::function<void()> work, std::function<void()> told);

private:
    QString m_folder;
    QThreadPool m_runs, m_checks;               ///< a preview does not wait for the runs of a year
    std::shared_ptr<std::atomic<int>> m_wanted; ///< counts the calls of readCheck()
};

} // namespace wirewise::gui
