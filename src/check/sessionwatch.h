#pragma once

#include "observation/messageview.h"
#include "observation/sessionfacts.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

namespace wirewise::probe {
class Connection;
}

namespace wirewise::check {

/// How long to watch an open WebSocket, and what to do meanwhile.
struct WatchPlan
{
    std::chrono::milliseconds length{0};    ///< zero leaves at once
    std::chrono::milliseconds pingEvery{0}; ///< zero: one ping at the start, then quiet
    QList<QByteArray> send;                 ///< texts sent at once
    bool leaveOpen = false;                 ///< do not close when the time is over
};

/// Watches one connection and tells what was seen. The connection is its owner's and may go before.
class SessionWatch : public QObject
{
    Q_OBJECT
public:
    SessionWatch(probe::Connection *connection, WatchPlan plan, QObject *parent = nullptr);

    void start();
    /// Ends now with what was seen so far; finished() follows before stop() returns.
    void stop();
    [[nodiscard]] bool isFinished() const { return m_finished; }

Q_SIGNALS:
    /// Valid until the slot returns.
    void messagesSeen(const wirewise::observation::MessageViews &messages);
    /// Emitted once, unless the watch is destroyed before.
    void finished(const wirewise::observation::SessionFacts &facts);

private:
    void timeIsUp();
    void finish();

    QPointer<probe::Connection> m_connection;
    WatchPlan m_plan;
    observation::SessionFacts m_facts;
    QTimer m_timer, m_pingTimer;
    bool m_leaving = false;
    bool m_finished = false;
};

} // namespace wirewise::check
