#include "gui/listdesk.h"

#include "session/sessionfile.h"

#include <atomic>

namespace wirewise::gui {

ListDesk::ListDesk(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_wanted(std::make_shared<std::atomic<int>>(0))
{
    m_runs.setMaxThreadCount(1);
    m_checks.setMaxThreadCount(1);
}

ListDesk::~ListDesk()
{
    ++*m_wanted; // what waits is not read
    m_runs.clear();
    m_runs.waitForDone();
    m_checks.waitForDone();
}

void ListDesk::run(std::function<void()> work, std::function<void()> told)
{
    m_runs.start([this, work = std::move(work), told = std::move(told)] {
        work();
        QMetaObject::invokeMethod(this, told, Qt::QueuedConnection);
    });
}

void ListDesk::readInfo(const QString &path, Answer<session::Result<session::SessionInfo>> answer)
{
    m_checks.start([this, path, answer = std::move(answer)] {
        const auto info = session::SessionFile::readInfo(path);
        QMetaObject::invokeMethod(
            this, [info, answer] { answer(info); }, Qt::QueuedConnection);
    });
}

void ListDesk::readRun(const QString &path, Answer<session::Result<session::ListRun>> answer)
{
    auto read = std::make_shared<std::optional<session::Result<session::ListRun>>>();
    run([path, read] { *read = session::readListRun(path); }, [read, answer] { answer(**read); });
}

void ListDesk::readCheck(const QString &path, qint64 check,
                         Answer<session::Result<session::SessionContent>> answer)
{
    const int number = ++*m_wanted;
    m_checks.start([this, path, check, number, wanted = m_wanted, answer = std::move(answer)] {
        if (*wanted != number)
            return;
        auto read = std::make_shared<const session::Result<session::SessionContent>>(
            session::SessionFile::readCheck(path, check));
        QMetaObject::invokeMethod(
            this,
            [read, answer, number, wanted] {
                if (*wanted == number)
                    answer(*read);
            },
            Qt::QueuedConnection);
    });
}

void ListDesk::findEarlier(const QList<session::PlannedEndpoint> &endpoints, const QString &except,
                           const QDateTime &before, Answer<RunsBefore> answer)
{
    auto found = std::make_shared<RunsBefore>();
    const auto work = [folder = m_folder, endpoints, except, before, found] {
        QList<session::ListRun> runs =
            session::earlierRuns({folder}, session::listIdentity(endpoints), except);
        runs.removeIf([&before](const session::ListRun &run) { return run.info.startedAt >= before; });
        if (runs.isEmpty())
            return;
        found->runs = std::make_shared<const session::EarlierRuns>(runs);
        found->last = std::make_shared<const session::ListRun>(runs.constFirst());
    };
    run(work, [found, answer] { answer(*found); });
}

} // namespace wirewise::gui
