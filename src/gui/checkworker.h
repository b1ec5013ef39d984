#pragma once

#include "check/check.h"
#include "check/heartbeat.h"
#include "check/reconnection.h"
#include "check/spokendialect.h"
#include "diagnosis/finding.h"
#include "gui/conversationplay.h"
#include "gui/latestmessages.h"
#include "observation/connectionmarks.h"
#include "observation/observation.h"
#include "record/recordlimits.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace wirewise::probe {
class Connection;
}
namespace wirewise::record {
class Recorder;
}
namespace wirewise::remote {
class PlacedChecks;
}

namespace wirewise::gui {

/// What to check, and where to keep it.
struct CheckOrder
{
    QString typed;
    observation::Settings settings;
    bool keepConnection = false;                   ///< Connect: the upgraded connection stays open
    QString path;                                  ///< of the session file to make; empty keeps nothing
    record::RecordLimits limits;                   ///< of that file
    bool reconnects = false;                       ///< opens it again when the server ends it
    std::optional<ConversationOrder> conversation; ///< run as soon as the connection is open
    QString from; ///< the place that checks it, as --via has it; empty: this computer
};

/// What happened since the last batch; at most one batch in BatchInterval crosses to the GUI thread.
struct CheckNews
{
    check::Check::Stage stage = check::Check::Stage::NotStarted;
    QList<observation::Exchange> exchanges; ///< the newest state of each that moved
    QList<observation::Experiment> planned;
    QList<observation::ExperimentResult> experiments;
    QList<observation::Message> messages;    ///< the last ones only, if many came
    qint64 messageCount = 0;                 ///< all of them so far
    qint64 receivedBytes = 0, sentBytes = 0; ///< payload, all of it so far
    qint64 receivedWire = 0, sentWire = 0;   ///< the same in its frames as they went over the wire
    qint64 receivedCount = 0, sentCount = 0;
};

/// Runs one check, then the connection that it opened, and records both. Lives on the network thread;
/// nothing but values leaves it.
class CheckWorker : public QObject
{
    Q_OBJECT
public:
    static constexpr int BatchInterval = 17; ///< milliseconds: at most 60 batches a second
    static constexpr qsizetype BatchMessages = 128;
    static constexpr qint64 BatchBytes = 1024 * 1024;

    explicit CheckWorker(CheckOrder order);
    ~CheckWorker() override;

public Q_SLOTS:
    void start();
    void stop();
    void skipProbe(const QByteArray &name);
    void setTimeLimit(int milliseconds);
    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &data);
    void sendPing(const QByteArray &payload);
    void sendPieces(wirewise::wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts,
                    bool pings);
    /// Bytes as they are, frames or not.
    void sendBytes(const QByteArray &bytes);
    void closeConnection(quint16 code, const QByteArray &reason);
    /// On the connection that is open now; in place of one that runs.
    void runConversation(const wirewise::gui::ConversationOrder &order);
    void stopConversation();
    void setAutoPong(bool on);
    /// What the protocol inside wants of its clients is sent.
    void setHeartbeat(bool on);
    /// Opens the connection again when the server ends it; off, it stops trying.
    void setReconnecting(bool on);
    /// Without waiting, also after it was given up or closed here.
    void reconnectNow();
    void setNotes(const QString &notes);
    void setName(const QString &name);
    /// The answer comes as messagesRead().
    void readMessages(qint64 first, qint64 count);

Q_SIGNALS:
    void news(const wirewise::gui::CheckNews &news);
    /// The verdict; the connection may stay open.
    void finished(const wirewise::observation::Observation &observation,
                  const wirewise::diagnosis::Diagnosis &diagnosis);
    void connectionOpened();
    void connectionEnded(const wirewise::observation::SessionFacts &facts);
    /// One more connection opened, or the latest one ended.
    void connectionsChanged(const QList<wirewise::observation::ConnectionMark> &connections);
    void reconnectMoved(const wirewise::check::ReconnectState &state);
    void messagesRead(qint64 first, const QList<wirewise::observation::Message> &messages);
    void conversationMoved(const wirewise::gui::ConversationState &state);
    void recordingFailed(const QString &sentence);
    void diskFellBehind(bool behind);

private:
    void openRecord();
    void startElsewhere();
    void concludeElsewhere(const observation::Observation &observation,
                           const diagnosis::Diagnosis &diagnosis);
    void takeConnection();
    void attach(std::unique_ptr<probe::Connection> connection, const observation::Exchange *upgrade,
                int tries);
    void takeReopened(int tries);
    void recordConnections();
    [[nodiscard]] check::Reconnection &reconnection();
    void collectExchange(const observation::Exchange &exchange);
    void collectMessages(const observation::MessageViews &messages);
    void live(const observation::MessageViews &messages);
    void beat(const observation::MessageViews &messages);
    void schedule();
    void flush();
    void conclude(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    void connectionOver();

    CheckOrder m_order;
    std::unique_ptr<record::Recorder> m_recorder;
    std::unique_ptr<check::Check> m_check;
    std::unique_ptr<remote::PlacedChecks> m_placed; ///< instead of m_check, where another place checks
    std::unique_ptr<probe::Connection> m_connection;
    observation::ConnectionMarks m_marks;
    QElapsedTimer m_sinceFirst; ///< since the first connection opened
    std::unique_ptr<check::Reconnection> m_reconnection;
    QTimer m_timer;
    CheckNews m_news;
    LatestMessages m_latest{BatchMessages, BatchBytes};
    std::unique_ptr<ConversationPlay> m_play;
    bool m_finished = false;
    std::unique_ptr<check::Heartbeat> m_heartbeat;
    check::SpokenDialect m_dialect;
    int m_heard = 0; ///< messages that m_heartbeat was told
    bool m_autoPong = true, m_keepsHeartbeat = false;
    bool m_diskBehind = false;
};

} // namespace wirewise::gui

Q_DECLARE_METATYPE(wirewise::gui::CheckNews)
