#include "cli/keepalive.h"

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
    if (!m_heartbeat)
        m_heartbeat = std::make_unique<check::Heartbeat>(m_connection, clientPings);
    m_heartbeat->setOn(true);
}

void Keepalive::ignoreHeartbeats()
{
    if (m_heartbeat)
        m_heartbeat->setOn(false);
}

void Keepalive::take(const observation::Message &message, const QList<wire::Packet> &packets)
{
    if (message.direction == wire::Direction::Received && message.opcode == wire::Opcode::Pong)
        takePong(message.payload);
    else if (m_heartbeat)
        m_heartbeat->take(message, packets);
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

} // namespace wirewise::cli
