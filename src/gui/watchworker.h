#pragma once

#include "check/watch.h"
#include "session/watchlog.h"

#include <QObject>

#include <memory>

namespace wirewise::record {
class WatchRecorder;
}

namespace wirewise::gui {

/// What to watch, and where to keep it.
struct WatchOrder
{
    QString typed;
    observation::Settings settings;
    std::chrono::milliseconds every{30'000};
    QString path; ///< of the session file to make; empty keeps nothing
};

/// What a round showed; small, for a window that may be told of one each second for days.
struct WatchNews
{
    diagnosis::CoursePoint point;
    diagnosis::CourseState state;
    std::chrono::milliseconds since{0}; ///< of the state, wall clock
    std::chrono::milliseconds pause{0}; ///< until the next check
    diagnosis::CourseTotals totals;
    bool flapping = false;
};

/// Runs one watch and records it. Lives on the network thread; nothing but values leaves it.
class WatchWorker : public QObject
{
    Q_OBJECT
public:
    explicit WatchWorker(WatchOrder order);
    ~WatchWorker() override;

public Q_SLOTS:
    void start();
    void stop();
    void checkNow();

Q_SIGNALS:
    void checking();
    void moved(const wirewise::gui::WatchNews &news);
    /// Something to tell, and where its whole check is kept.
    void told(const wirewise::session::WatchEntry &entry);
    void finished();
    void recordingFailed(const QString &sentence);

private:
    void openRecord();
    void take(const check::WatchRound &round);

    WatchOrder m_order;
    std::unique_ptr<record::WatchRecorder> m_recorder;
    std::unique_ptr<check::Watch> m_watch;
};

} // namespace wirewise::gui

Q_DECLARE_METATYPE(wirewise::gui::WatchNews)
