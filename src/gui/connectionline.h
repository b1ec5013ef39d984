#pragma once

#include "gui/formlook.h"
#include "observation/roundtrips.h"

#include <QElapsedTimer>
#include <QList>

#include <memory>
#include <utility>

class QMenu;

namespace wirewise::gui {

class CheckSession;

namespace Ui {
class ConnectionLine;
}

/// What a session takes of its disk, in bytes; -1 where that is not known.
struct DiskUse
{
    qint64 file = -1;
    qint64 free = -1; ///< on the disk
};

/// State of the live connection, counters and ping.
class ConnectionLine : public Band
{
    Q_OBJECT
public:
    explicit ConnectionLine(QWidget *parent = nullptr);
    ~ConnectionLine() override;

    void show(CheckSession &session);
    void setDiskUse(const DiskUse &use);
    /// Seconds between the pings that are sent by themselves; 0 none, as at first: a ping keeps a connection
    /// open that would show a limit on silence otherwise.
    [[nodiscard]] int pingInterval() const { return m_pingInterval; }
    void setPingInterval(int seconds);
    /// What keeps the connection alive: others may add to it.
    [[nodiscard]] QMenu *pingMenu() const;

Q_SIGNALS:
    void pingIntervalChanged(int seconds);
    void pingRequested();
    void reconnectRequested();
    void reconnectStopRequested();

private:
    void makePingMenu();
    void showState(const CheckSession &session);
    void showReconnecting(const CheckSession &session);
    void showPing(const observation::RoundTrips &trips, bool isLive);
    void showDisk(const CheckSession &session);
    void showRate(qint64 received, bool isLive);

    std::unique_ptr<Ui::ConnectionLine> m_ui;
    QElapsedTimer m_clock;
    QList<std::pair<qint64, qint64>> m_lately; ///< milliseconds, messages received until then
    DiskUse m_diskUse;
    int m_pingInterval = 0; ///< seconds
};

} // namespace wirewise::gui
