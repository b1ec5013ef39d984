#include "record/watchrecorder.h"

#include "record/recordlimits.h"

#include <QElapsedTimer>
#include <QHash>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <limits>

namespace wirewise::record {

using check::WatchRound;
using diagnosis::CourseEvent;
using session::WatchEntry;
using session::WatchLog;

namespace {

/// Rounds on their way to the disk; where it does not keep up with more, only their points are kept.
constexpr int MostWaiting = 64;

/// Whether the check that told it is worth keeping whole.
bool tellsState(const CourseEvent &event)
{
    return event.kind == CourseEvent::Kind::Began || event.kind == CourseEvent::Kind::Changed;
}

/// Owns the file; lives on the writing thread.
class LogWriter : public QObject
{
public:
    LogWriter(WatchLog log, WatchRecorder *recorder)
        : m_log(std::move(log))
        , m_recorder(recorder)
        , m_points(this)
        , m_newestTimer(this)
    {
        m_points.setSingleShot(true);
        m_newestTimer.setSingleShot(true);
        connect(&m_points, &QTimer::timeout, this, [this] { writePoints(); });
        connect(&m_newestTimer, &QTimer::timeout, this, [this] { writeNewest(); });
    }

    void take(const WatchRound &round, bool whole)
    {
        if (m_failed)
            return;
        m_waiting.append(round.point);
        if (!m_points.isActive())
            m_points.start(WatchRecorder::PointsWait);
        const auto endpoint = static_cast<qint32>(round.endpoint);
        const bool isChange = std::any_of(round.events.cbegin(), round.events.cend(), tellsState);
        qint64 check = 0;
        if (isChange && whole) {
            m_newest.remove(endpoint);
            check = keep(round, WatchLog::Keep::Always);
        } else if (whole) {
            m_newest.insert(endpoint, round);
            if (!m_newestTimer.isActive())
                m_newestTimer.start(WatchRecorder::NewestWait);
        }
        for (const CourseEvent &event : round.events)
            tell({endpoint, event, tellsState(event) ? check : 0});
        if (isChange)
            writePoints();
    }

    void writeAll()
    {
        writePoints();
        writeNewest();
    }

private:
    void writePoints()
    {
        m_points.stop();
        if (m_failed || m_waiting.isEmpty())
            return;
        RecordLimits room;
        room.file = std::numeric_limits<qint64>::max(); // the log keeps itself within its own
        if (const QString refusal = room.refusal(m_log.path(), 1'000'000); !refusal.isEmpty())
            return fail(refusal);
        judge(m_log.addPoints(std::exchange(m_waiting, {})));
    }

    void writeNewest()
    {
        m_newestTimer.stop();
        for (const WatchRound &round : std::as_const(m_newest))
            keep(round, WatchLog::Keep::Newest);
        m_newest.clear();
    }

    qint64 keep(const WatchRound &round, WatchLog::Keep keep)
    {
        if (m_failed)
            return 0;
        const auto number =
            m_log.addCheck(static_cast<qint32>(round.endpoint), round.observation, round.diagnosis, keep);
        if (!number)
            fail(number.error().text);
        return number.value_or(0);
    }

    void tell(const WatchEntry &entry)
    {
        if (!m_failed)
            judge(m_log.addEntry(entry));
        QMetaObject::invokeMethod(
            m_recorder, [recorder = m_recorder, entry] { Q_EMIT recorder->kept(entry); },
            Qt::QueuedConnection);
    }

    void judge(const session::Result<void> &written)
    {
        if (!written)
            fail(written.error().text);
    }

    void fail(const QString &sentence)
    {
        if (std::exchange(m_failed, true))
            return;
        QMetaObject::invokeMethod(
            m_recorder, [recorder = m_recorder, sentence] { Q_EMIT recorder->failed(sentence); },
            Qt::QueuedConnection);
    }

    WatchLog m_log;
    WatchRecorder *m_recorder;
    QTimer m_points, m_newestTimer;
    QList<diagnosis::CoursePoint> m_waiting;
    QHash<qint32, WatchRound> m_newest; ///< of each endpoint, not written yet
    bool m_failed = false;
};

} // namespace

/// The recorder's own side: reaches the writing thread.
class WatchRecorder::Writer
{
public:
    Writer(WatchLog log, WatchRecorder *recorder)
        : m_writer(new LogWriter(std::move(log), recorder))
    {
        m_writer->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
        m_thread.setObjectName(QStringLiteral("watch recorder"));
        m_thread.start();
    }

    ~Writer()
    {
        flush();
        m_thread.quit();
        m_thread.wait();
    }

    Q_DISABLE_COPY_MOVE(Writer)

    void add(const WatchRound &round)
    {
        const bool whole = m_waiting.fetch_add(1) < MostWaiting;
        QMetaObject::invokeMethod(
            m_writer,
            [this, round, whole] {
                m_writer->take(round, whole);
                m_waiting.fetch_sub(1);
            },
            Qt::QueuedConnection);
    }

    void flush()
    {
        QMetaObject::invokeMethod(
            m_writer, [writer = m_writer] { writer->writeAll(); }, Qt::BlockingQueuedConnection);
    }

private:
    QThread m_thread;
    LogWriter *m_writer; ///< deleted on its thread when that ends
    std::atomic<int> m_waiting = 0;
};

WatchRecorder::WatchRecorder(WatchLog log, QObject *parent)
    : QObject(parent)
    , m_path(log.path())
    , m_writer(std::make_unique<Writer>(std::move(log), this))
{
}

WatchRecorder::~WatchRecorder() = default;

void WatchRecorder::add(const WatchRound &round)
{
    m_writer->add(round);
}

void WatchRecorder::flush()
{
    m_writer->flush();
}

} // namespace wirewise::record
