#pragma once

#include "gui/watchworker.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/watchhistory.h"
#include "session/sessionfile.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

class QThread;

namespace wirewise::gui {

/// A watch in a file, as far as it is shown.
struct KeptWatch
{
    session::WatchContent content;
    WatchHistory history;
    diagnosis::CourseTotals totals;
};
/// Reads it; nothing if the file holds no watch. May take a moment: call it away from the GUI thread.
[[nodiscard]] std::optional<KeptWatch> readWatch(const QString &path);

/// One watch as the window shows it: one that goes on, or what a file holds. Lives on the GUI thread; the
/// work is done by a WatchWorker. Memory is bounded: a week of stretches, and the last changes.
class WatchSession : public QObject
{
    Q_OBJECT
public:
    /// Changes that are shown; older ones are in the file.
    static constexpr qsizetype MostEntries = 2000;

    /// Starts at once on the network thread.
    WatchSession(WatchOrder order, QThread *network, QObject *parent = nullptr);
    /// What was read from a file.
    WatchSession(const QString &path, const KeptWatch &kept, QObject *parent = nullptr);
    ~WatchSession() override;

    [[nodiscard]] const QString &path() const { return m_order.path; }
    [[nodiscard]] const QString &typed() const { return m_order.typed; }
    [[nodiscard]] const observation::Settings &settings() const { return m_order.settings; }
    [[nodiscard]] const QString &url() const { return m_url; } ///< secrets masked
    [[nodiscard]] std::chrono::milliseconds every() const { return m_order.every; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isFromFile() const { return m_fromFile; }
    [[nodiscard]] bool isChecking() const { return m_checking; }
    [[nodiscard]] const WatchNews &news() const { return m_news; }
    [[nodiscard]] const WatchHistory &history() const { return m_history; }
    /// Oldest first.
    [[nodiscard]] const QList<session::WatchEntry> &entries() const { return m_entries; }
    [[nodiscard]] const QString &recordingProblem() const { return m_recordingProblem; }
    /// What the right end of the strip shows: now while it goes on, else the last round.
    [[nodiscard]] std::chrono::milliseconds end() const;
    [[nodiscard]] BannerContent banner() const;
    /// For the list of sessions.
    [[nodiscard]] session::SessionInfo info() const;

    [[nodiscard]] bool notifies() const { return m_notifies; }
    void setNotifies(bool on) { m_notifies = on; }
    /// Tell once when it works.
    [[nodiscard]] bool waitsForGreen() const { return m_waitsForGreen; }
    void setWaitsForGreen(bool on) { m_waitsForGreen = on; }

    void stop();
    void checkNow();

Q_SIGNALS:
    /// A check began or ended.
    void moved();
    void told(const wirewise::session::WatchEntry &entry);
    /// Somebody asked to be told when it works, and it does.
    void turnedGreen(const QString &sentence);
    void finished();

private:
    void take(const WatchNews &news);
    void takeEntry(const session::WatchEntry &entry);
    [[nodiscard]] QString figures() const;

    WatchOrder m_order;
    QPointer<WatchWorker> m_worker;
    QString m_url;
    QDateTime m_startedAt;
    WatchHistory m_history;
    QList<session::WatchEntry> m_entries;
    WatchNews m_news;
    QElapsedTimer m_sinceRound;
    QString m_recordingProblem;
    bool m_running = false, m_checking = false, m_fromFile = false, m_known = false;
    bool m_notifies = false, m_waitsForGreen = false;
};

} // namespace wirewise::gui
