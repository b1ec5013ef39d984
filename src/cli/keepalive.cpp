#include "cli/keepalive.h"

#include "wire/engineio.h"

#include <algorithm>

namespace wirewise::cli {

namespace {

constexpr qsizetype MostWaiting = 100;

} // namespace

Keepalive::Keepalive(probe::Connection *connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
{
    m_clock.start();
    connect(&m_pings, &QTimer::timeout, this, [this] {
        if (!m_waiting.isEmpty())
            Q_EMIT unanswered();
        ping();
    });
    connect(&m_beats, &QTimer::timeout, this, [this] { send(m_beat); });
}

void Keepalive::startPings(std::chrono::milliseconds interval)
{
    m_pings.start(interval);
    ping();
}

void Keepalive::ping(QByteArray payload)
{
    if (!m_connection || !m_connection->isOpen())
        return;
    if (m_waiting.size() == MostWaiting)
        m_waiting.removeFirst();
    if (payload.isEmpty())
        payload = "ping " + QByteArray::number(++m_number);
    m_waiting.append({payload, m_clock.nsecsElapsed()});
    m_connection->sendPing(payload);
}

void Keepalive::answerHeartbeats(bool clientPings)
{
    m_answers = true;
    m_clientPings = clientPings;
}

void Keepalive::ignoreHeartbeats()
{
    m_answers = false;
    m_beats.stop();
}

void Keepalive::take(const observation::Message &message, const QList<wire::Packet> &packets)
{
    const bool received = message.direction == wire::Direction::Received;
    if (received && message.opcode == wire::Opcode::Pong) {
        takePong(message.payload);
        return;
    }
    if (!m_answers)
        return;
    if (received && m_clientPings && message.opcode == wire::Opcode::Text)
        beginEnginePings(message.payload);
    for (const wire::Packet &packet : packets) {
        if (packet.beat)
            begin(*packet.beat);
        if (received && packet.reply)
            send(*packet.reply);
    }
}

void Keepalive::send(const wire::PacketReply &what)
{
    if (!m_connection || !m_connection->isOpen())
        return;
    if (what.opcode == wire::Opcode::Text)
        m_connection->sendText(what.payload);
    else
        m_connection->sendBinary(what.payload);
}

void Keepalive::begin(const wire::PacketBeat &beat)
{
    constexpr int mostOften = 100; // ms, whatever a peer asks for
    m_beat = beat.what;
    if (beat.every > 0)
        m_beats.start(std::max(beat.every, mostOften));
    else
        m_beats.stop();
}

/// RFC 6455 section 5.5.3: a pong may answer the latest of several pings only.
void Keepalive::takePong(const QByteArray &payload)
{
    const auto answered = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                       [&](const Sent &sent) { return sent.payload == payload; });
    if (answered == m_waiting.cend())
        return;
    const std::chrono::microseconds time((m_clock.nsecsElapsed() - answered->at) / 1000);
    m_waiting.erase(m_waiting.cbegin(), answered + 1);
    Q_EMIT roundTrip(time);
}

void Keepalive::beginEnginePings(QByteArrayView open)
{
    const auto session = open.startsWith('0') ? wire::readEngineIoOpen(open) : std::nullopt;
    if (session && session->pingInterval > 0)
        begin({{wire::Opcode::Text, "2"}, session->pingInterval});
}

} // namespace wirewise::cli
