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
    connect(&m_enginePings, &QTimer::timeout, this, [this] {
        if (m_connection && m_connection->isOpen())
            m_connection->sendText("2");
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
    m_answers = true;
    m_clientPings = clientPings;
}

void Keepalive::take(const observation::Message &message, const QList<wire::Packet> &packets)
{
    if (message.opcode == wire::Opcode::Pong) {
        takePong(message.payload);
        return;
    }
    if (!m_answers || !m_connection)
        return;
    if (m_clientPings && message.opcode == wire::Opcode::Text)
        beginEnginePings(message.payload);
    for (const wire::Packet &packet : packets) {
        if (!packet.reply || !m_connection || !m_connection->isOpen())
            continue;
        if (packet.reply->opcode == wire::Opcode::Text)
            m_connection->sendText(packet.reply->payload);
        else
            m_connection->sendBinary(packet.reply->payload);
    }
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
        m_enginePings.start(std::chrono::milliseconds(std::max(session->pingInterval, 100)));
}

} // namespace wirewise::cli
