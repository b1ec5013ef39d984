#include "check/heartbeat.h"

#include "wire/engineio.h"

#include <algorithm>

namespace wirewise::check {

namespace {

/// When the client of Engine.IO 3 has to ping; nothing in any other message.
std::optional<wire::PacketBeat> enginePings(const observation::Message &message)
{
    if (message.direction != wire::Direction::Received || message.opcode != wire::Opcode::Text ||
        !message.payload.startsWith('0'))
        return {};
    const auto session = wire::readEngineIoOpen(message.payload);
    if (!session || session->pingInterval <= 0)
        return {};
    return wire::PacketBeat{{wire::Opcode::Text, "2"}, session->pingInterval};
}

} // namespace

Heartbeat::Heartbeat(probe::Connection *connection, bool clientPings, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_clientPings(clientPings)
{
    connect(&m_beats, &QTimer::timeout, this, [this] { send(m_beat.what); });
}

void Heartbeat::setOn(bool on)
{
    m_on = on;
    begin(m_beat);
}

void Heartbeat::take(const observation::Message &message, const QList<wire::Packet> &packets)
{
    if (const auto pings = m_clientPings ? enginePings(message) : std::nullopt)
        begin(*pings);
    for (const wire::Packet &packet : packets) {
        if (packet.beat)
            begin(*packet.beat);
        if (m_on && packet.reply && message.direction == wire::Direction::Received)
            send(*packet.reply);
    }
}

void Heartbeat::begin(const wire::PacketBeat &beat)
{
    constexpr int mostOften = 100; // ms, whatever a peer asks for
    m_beat = beat;
    if (m_on && beat.every > 0)
        m_beats.start(std::max(beat.every, mostOften));
    else
        m_beats.stop();
}

void Heartbeat::send(const wire::PacketReply &what)
{
    if (!m_connection || !m_connection->isOpen())
        return;
    if (what.opcode == wire::Opcode::Text)
        m_connection->sendText(what.payload);
    else
        m_connection->sendBinary(what.payload);
}

} // namespace wirewise::check
