#pragma once

#include "observation/exchange.h"
#include "observation/idletest.h"
#include "observation/sessionfacts.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::probe {
class Connection;
class ProbeRun;
} // namespace wirewise::probe

namespace wirewise::check {

/// One connection of an IdleLimit: opens, pings once to learn whether pings are answered, and is then silent
/// or pings at an interval. Answers pings of the peer as every client does.
class IdleTrialRun : public QObject
{
    Q_OBJECT
public:
    IdleTrialRun(observation::Probe probe, observation::Duration pingEvery, QObject *parent = nullptr);
    ~IdleTrialRun() override;

    void start();
    /// Ends the silence with a ping that must be answered within that time. changed() tells the outcome.
    void askWhetherAlive(std::chrono::milliseconds limit);
    /// Pings more often from now on.
    void setPingEvery(observation::Duration interval);
    /// Says farewell if it is still open, and waits for nothing. Nothing changes after that.
    void leave();

    [[nodiscard]] bool isOpen() const { return m_connection && !m_over; }
    [[nodiscard]] bool isOver() const { return m_over; }
    /// As it is now.
    [[nodiscard]] observation::IdleTrial trial() const;
    [[nodiscard]] const observation::Exchange &exchange() const { return m_exchange; }
    /// Of the connection as it ended, or as it is.
    [[nodiscard]] observation::SessionFacts facts() const;

Q_SIGNALS:
    /// It opened, did not open, was dropped, or answered the last ping. May not be destroyed in here.
    void changed();

private:
    void onAnswered(const observation::Exchange &exchange);
    void onMessage();
    void onEnded();
    void finish(observation::IdleTrial::End end);
    [[nodiscard]] bool wasAnswered(const QByteArray &payload) const;

    observation::Probe m_probe;
    observation::Exchange m_exchange;
    observation::IdleTrial m_trial;
    observation::SessionFacts m_facts;
    std::unique_ptr<probe::ProbeRun> m_run;
    std::unique_ptr<probe::Connection> m_connection;
    QElapsedTimer m_sinceOpen;
    observation::Duration m_lastActivity{0};
    QTimer m_pings, m_aliveLimit;
    bool m_asked = false;
    bool m_over = false;
};

} // namespace wirewise::check
