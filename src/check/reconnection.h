#pragma once

#include "check/backoff.h"
#include "check/check.h"
#include "observation/sessionfacts.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::probe {
class Connection;
}

namespace wirewise::check {

/// How far a session is on its way back to an open connection.
struct ReconnectState
{
    enum class Phase {
        Idle,    ///< open, or nobody asked for another connection
        Waiting, ///< for the delay
        Trying,
        GaveUp,
    };
    Phase phase = Phase::Idle;
    int tries = 0;                      ///< which try this is, or waits to be
    std::chrono::milliseconds delay{0}; ///< of Waiting: the whole of it
    QString why;                        ///< one sentence: why it is not open, or why it was given up
};

/// Opens a session's endpoint again: the upgrade alone, with pauses that grow, as long as that may help.
/// What the server asks for in Retry-After is obeyed. Lives on the thread that begins it.
class Reconnection : public QObject
{
    Q_OBJECT
public:
    Reconnection(QString typed, observation::Settings settings, const BackoffPlan &plan, quint32 seed,
                 QObject *parent = nullptr);
    ~Reconnection() override;

    /// A connection is over. Waits and tries until opened() or Phase::GaveUp.
    void begin(const observation::SessionFacts &ended);
    /// Ends the waiting, or tries once more after it was given up.
    void tryNow();
    /// Back to Phase::Idle; a try that runs is ended.
    void stop();

    [[nodiscard]] const ReconnectState &state() const { return m_state; }
    /// The upgrade that was tried last.
    [[nodiscard]] const observation::Exchange &upgrade() const { return m_upgrade; }
    /// On or after opened(); null when taken before.
    [[nodiscard]] std::unique_ptr<probe::Connection> takeConnection();

Q_SIGNALS:
    void stateChanged(const wirewise::check::ReconnectState &state);
    /// After so many tries. The state is Idle then.
    void opened(int tries);

private:
    void waitOrGiveUp(bool useless, std::chrono::milliseconds atLeast, const QString &why);
    void tryOnce();
    void onOpened();
    void onFinished();
    void setState(const ReconnectState &state);
    void dropCheck();

    QString m_typed;
    observation::Settings m_settings;
    Backoff m_backoff;
    QTimer m_timer;
    ReconnectState m_state;
    observation::Exchange m_upgrade;
    std::unique_ptr<Check> m_check;
    std::unique_ptr<probe::Connection> m_connection;
};

} // namespace wirewise::check

Q_DECLARE_METATYPE(wirewise::check::ReconnectState)
