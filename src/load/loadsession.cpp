#include "load/loadsession.h"

#include "probe/connection.h"
#include "probe/proberun.h"
#include "wire/closecode.h"

#include <algorithm>

namespace wirewise::load {

using observation::Duration;
using observation::Exchange;
using observation::LoadMessage;
using observation::MessageView;
using observation::MessageViews;
using observation::SessionFacts;

namespace {

/// What one session among thousands keeps: enough to see how its end came about.
constexpr qsizetype KeptMessages = 8;
constexpr qint64 KeptBytes = 4096;
constexpr qint64 KeptBody = 16 * 1024;

} // namespace

LoadSession::LoadSession(const observation::Probe &probe, const LoadMessage &message, QObject *parent)
    : QObject(parent)
    , m_message(message)
    , m_run(std::make_unique<probe::ProbeRun>(probe))
{
    m_run->setMaximumBody(KeptBody);
    connect(m_run.get(), &probe::ProbeRun::finished, this, &LoadSession::onUpgrade);
}

LoadSession::~LoadSession()
{
    if (!m_connection)
        return;
    m_connection->disconnect(this); // its end is no news any more
    if (m_connection->isOpen())
        m_connection->close(wire::closecode::Normal); // goes out at once; the answer is not waited for
}

void LoadSession::open(Duration now)
{
    m_begunAt = now;
    m_run->start();
}

void LoadSession::onUpgrade(const Exchange &exchange)
{
    m_exchange = exchange;
    m_connection = m_run->takeConnection();
    m_run.release()->deleteLater(); // this comes from inside its signal
    if (m_connection) {
        // The bytes are the truth, and the rest is read from them if somebody asks.
        m_exchange.response.reset();
        m_exchange.arrivals.clear();
        m_connection->setKept(KeptMessages, KeptBytes);
        connect(m_connection.get(), &probe::Connection::messages, this, &LoadSession::onMessages);
        connect(m_connection.get(), &probe::Connection::ended, this, &LoadSession::ended);
    }
    Q_EMIT opened();
}

Exchange LoadSession::exchange() const
{
    Exchange whole = m_exchange;
    if (!whole.response)
        whole.readResponse();
    return whole;
}

bool LoadSession::isOpen() const
{
    return m_connection && m_connection->isOpen();
}

SessionFacts LoadSession::facts() const
{
    return m_connection ? m_connection->facts() : SessionFacts();
}

void LoadSession::say(Duration due)
{
    if (!isOpen())
        return;
    ++m_said;
    if (m_message.isMeasured()) {
        if (m_waiting.size() == MostWaiting) {
            m_waiting.pop_front();
            ++m_forgotten;
        }
        m_waiting.push_back({m_said, due});
    }
    if (m_message.kind == LoadMessage::Kind::Ping)
        m_connection->sendPing(QByteArray::number(m_said));
    else
        m_connection->sendText(m_message.text);
}

void LoadSession::onMessages(const MessageViews &messages)
{
    for (const MessageView &message : messages) {
        for (std::size_t count = answeredBy(message); count > 0; --count) {
            const Duration due = m_waiting.front().due;
            m_waiting.pop_front();
            Q_EMIT answered(due);
        }
    }
}

std::size_t LoadSession::answeredBy(const MessageView &message) const
{
    if (!message.isReceived() || m_waiting.empty())
        return 0;
    if (m_message.kind == LoadMessage::Kind::Text) {
        const bool isData = message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary;
        return isData && message.payload.contains(m_message.answer) ? 1 : 0;
    }
    if (message.opcode != wire::Opcode::Pong)
        return 0;
    // RFC 6455 section 5.5.3: a pong may answer the latest ping alone, and so those before it.
    bool isNumber = false;
    const qint64 number = message.payload.toByteArray().toLongLong(&isNumber);
    const auto after = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                    [number](const Waiting &waiting) { return waiting.number > number; });
    return isNumber ? static_cast<std::size_t>(std::distance(m_waiting.cbegin(), after)) : 0;
}

void LoadSession::leave()
{
    if (m_run)
        m_run->cancel();
    else if (isOpen())
        m_connection->close(wire::closecode::Normal);
}

void LoadSession::abandon()
{
    if (m_connection)
        m_connection->abort();
}

} // namespace wirewise::load
