#pragma once

#include "check/scriptrun.h"
#include "probe/connection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace wirewise::check {

/// Plays a script on a live connection. Same thread as the connection, which it does not own and which may be
/// destroyed at any time: that ends the script.
class ScriptPlayer : public QObject
{
    Q_OBJECT
public:
    ScriptPlayer(Script script, observation::PlaceholderValues values, probe::Connection *connection,
                 QObject *parent = nullptr);

    void start();
    [[nodiscard]] const ScriptRun &run() const { return m_run; }

Q_SIGNALS:
    /// A step passed or failed: its index.
    void stepDone(qsizetype step);
    /// Emitted once; run() says how it went.
    void finished();

private:
    void onMessages(const observation::MessageViews &messages);
    void onEnded();
    void onTick();
    void goOn();
    void act(const ScriptAction &action);
    [[nodiscard]] observation::Duration now() const;

    ScriptRun m_run;
    QPointer<probe::Connection> m_connection;
    QElapsedTimer m_clock;
    QTimer m_timer;
    std::optional<quint16> m_closeCode; ///< of the peer's Close frame, 1005 where it has none
    qsizetype m_told = 0;               ///< steps that were reported
    QList<ScriptAction> m_actions;      ///< not done yet
    bool m_acting = false;
    bool m_finished = false;
};

} // namespace wirewise::check
