#pragma once

#include "check/heartbeat.h"
#include "probe/connection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace wirewise::cli {

/// Pings of our own with their round trips, and what a dialect's own heartbeat wants of a client: answers, or
/// a word from it every now and then. Same thread as the connection, which it does not own.
class Keepalive : public QObject
{
    Q_OBJECT
public:
    explicit Keepalive(probe::Connection *connection, QObject *parent = nullptr);

    /// A ping each interval, the first one at once.
    void startPings(std::chrono::milliseconds interval);
    void stopPings() { m_pings.stop(); }
    /// One more ping; with a number as its payload if none is given.
    void ping(QByteArray payload = {});
    /// Tell it each message, sent and received, with its packets.
    void take(const observation::Message &message, const QList<wire::Packet> &packets);
    void answerHeartbeats(bool clientPings);
    void ignoreHeartbeats();

Q_SIGNALS:
    /// The answer to a ping came.
    void roundTrip(std::chrono::microseconds time);
    /// A ping is due, and the one before has no answer yet.
    void unanswered();

private:
    void takePong(const QByteArray &payload);

    QPointer<probe::Connection> m_connection;
    QTimer m_pings;
    QElapsedTimer m_clock;
    struct Sent
    {
        QByteArray payload;
        qint64 at = 0; ///< ns
    };
    QList<Sent> m_waiting; ///< bounded
    int m_number = 0;
    std::unique_ptr<check::Heartbeat> m_heartbeat; ///< once it was asked for
};

} // namespace wirewise::cli
