#pragma once

#include "observation/message.h"
#include "probe/connection.h"
#include "wire/packet.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace wirewise::check {

/// What a dialect's own heartbeat wants of a client: answers, or a word from it every now and then. Off at
/// first: nothing is sent, but what is asked for is remembered. Same thread as the connection, which it does
/// not own.
class Heartbeat : public QObject
{
    Q_OBJECT
public:
    /// clientPings: Engine.IO 3 and before, where the client pings.
    Heartbeat(probe::Connection *connection, bool clientPings, QObject *parent = nullptr);

    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_on; }
    /// Tell it each message, sent and received, with its packets.
    void take(const observation::Message &message, const QList<wire::Packet> &packets);

private:
    void begin(const wire::PacketBeat &beat);
    void send(const wire::PacketReply &what);

    QPointer<probe::Connection> m_connection;
    QTimer m_beats;
    wire::PacketBeat m_beat;
    bool m_clientPings = false;
    bool m_on = false;
};

} // namespace wirewise::check
