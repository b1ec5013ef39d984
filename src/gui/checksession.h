#pragma once

#include "gui/checkworker.h"
#include "gui/messagestore.h"
#include "session/sessionfile.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <optional>

class QThread;

namespace wirewise::gui {

class SessionDesk;

/// One session as the window shows it: a check that runs, the connection that it left open, or what a file
/// holds. Lives on the GUI thread; the work is done by a CheckWorker or the SessionDesk.
class CheckSession : public QObject
{
    Q_OBJECT
public:
    /// A check that starts at once on the network thread.
    CheckSession(CheckOrder order, QThread *network, SessionDesk *desk, QObject *parent = nullptr);
    /// What was read from a file.
    CheckSession(session::SessionContent content, SessionDesk *desk, QObject *parent = nullptr);
    ~CheckSession() override;

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isStopping() const { return m_running && m_stopping; }
    /// The connection that the upgrade opened is open now.
    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] bool keepsConnection() const { return m_keepsConnection; }
    [[nodiscard]] check::Check::Stage stage() const { return m_stage; }
    [[nodiscard]] const observation::Observation &observation() const { return m_observation; }
    /// Empty while it runs.
    [[nodiscard]] const std::optional<diagnosis::Diagnosis> &diagnosis() const { return m_diagnosis; }
    [[nodiscard]] const QList<observation::Experiment> &plannedExperiments() const { return m_planned; }
    [[nodiscard]] MessageStore &messages() { return m_messages; }
    [[nodiscard]] const CheckNews &counters() const { return m_counters; }
    /// Since the check, or the live connection, began.
    [[nodiscard]] qint64 elapsed() const { return m_clock.elapsed(); }
    [[nodiscard]] qint64 liveFor() const { return m_liveClock.isValid() ? m_liveClock.elapsed() : 0; }
    /// Since the first connection of the session opened: what the times of messages count from.
    [[nodiscard]] qint64 sessionFor() const
    {
        return m_sessionClock.isValid() ? m_sessionClock.elapsed() : 0;
    }
    /// How the live connection ended.
    [[nodiscard]] const std::optional<observation::SessionFacts> &endedFacts() const { return m_ended; }

    /// The connections of the session, one after the other.
    [[nodiscard]] const QList<observation::ConnectionMark> &connections() const { return m_connections; }
    /// Another connection is opened when the server ends this one.
    [[nodiscard]] bool reconnects() const { return m_reconnects; }
    [[nodiscard]] const check::ReconnectState &reconnection() const { return m_reconnection; }
    /// Milliseconds until the next try.
    [[nodiscard]] qint64 untilNextTry() const;
    /// It waits for its next try, or tries.
    [[nodiscard]] bool isReconnecting() const;
    /// It is closed, and was opened by this program run.
    [[nodiscard]] bool canReconnect() const { return !m_live && !m_fromFile && !m_connections.isEmpty(); }

    /// The conversation that was run last, and how it goes.
    [[nodiscard]] const check::Script &conversationScript() const { return m_script; }
    [[nodiscard]] const ConversationState &conversation() const { return m_conversation; }
    [[nodiscard]] bool answersPings() const { return m_autoPong; }
    [[nodiscard]] bool keepsHeartbeat() const { return m_heartbeat; }

    [[nodiscard]] const session::SessionInfo &info() const { return m_info; }
    [[nodiscard]] const QString &path() const { return m_info.path; }
    [[nodiscard]] bool isFromFile() const { return m_fromFile; }
    [[nodiscard]] const QString &damage() const { return m_damage; }
    /// Why recording stopped; empty while it works.
    [[nodiscard]] const QString &recordingProblem() const { return m_recordingProblem; }
    /// The disk is slower than the server, which has to wait.
    [[nodiscard]] bool isDiskBehind() const { return m_diskBehind; }
    [[nodiscard]] const record::RecordLimits &recordLimits() const { return m_limits; }
    /// When recording stopped.
    [[nodiscard]] const QDateTime &recordingStoppedAt() const { return m_recordingStoppedAt; }

    void stop();
    void skipProbe(const QByteArray &name);
    void setTimeLimit(int milliseconds);
    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &data);
    void sendPing(const QByteArray &payload);
    void sendPieces(wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts, bool pings);
    void sendBytes(const QByteArray &bytes);
    void closeConnection(quint16 code, const QByteArray &reason);
    void runConversation(const ConversationOrder &order);
    void stopConversation();
    void setAutoPong(bool on);
    /// What the protocol inside wants of its clients is sent.
    void setHeartbeat(bool on);
    void setReconnecting(bool on);
    void reconnectNow();
    void setName(const QString &name);
    void setNotes(const QString &notes);
    void setPinned(bool pinned);

Q_SIGNALS:
    /// An exchange, a stage or an experiment moved on.
    void progressed();
    void finished();
    void liveChanged();
    void conversationMoved();
    /// It waits for another connection, tries, gave up, or was told whether to.
    void reconnectChanged();
    void recordingChanged();
    void infoChanged();

private:
    void take(const CheckNews &news);
    void conclude(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    void end(const observation::SessionFacts &facts);
    void connectWorker();
    void describe();
    void noteOpening();
    void takeExchange(const observation::Exchange &exchange);
    template<typename... Arguments, typename... Values>
    void tell(void (CheckWorker::*slot)(Arguments...), Values... values);

    QPointer<CheckWorker> m_worker;
    QPointer<SessionDesk> m_desk;
    session::SessionInfo m_info;
    observation::Observation m_observation;
    std::optional<diagnosis::Diagnosis> m_diagnosis;
    QList<observation::Experiment> m_planned;
    MessageStore m_messages;
    CheckNews m_counters;
    QList<observation::ConnectionMark> m_connections;
    check::ReconnectState m_reconnection;
    bool m_reconnects = false;
    check::Script m_script;
    ConversationState m_conversation;
    bool m_autoPong = true, m_heartbeat = false;
    std::optional<observation::SessionFacts> m_ended;
    check::Check::Stage m_stage = check::Check::Stage::NotStarted;
    QElapsedTimer m_clock, m_liveClock, m_sessionClock, m_reconnectClock;
    QString m_damage, m_recordingProblem;
    QDateTime m_recordingStoppedAt;
    record::RecordLimits m_limits;
    bool m_diskBehind = false;
    bool m_running = false, m_stopping = false, m_live = false, m_fromFile = false, m_keepsConnection = false;
};

} // namespace wirewise::gui
