#include "probe/connectiondriver.h"

#include <QPointer>

#include <utility>

namespace wirewise::probe {

using observation::Message;
using observation::MessageView;
using observation::MessageViews;
using observation::SessionFacts;
using wire::Direction;
using wire::Opcode;

bool Connection::Driver::recordInPlace()
{
    const std::span<const wire::MessageInPlace> found = m_conversation.nextInPlace();
    if (found.empty())
        return false;
    const Duration at = now(); // they came together
    for (const wire::MessageInPlace &message : found) {
        note({.number = ++m_recorded,
              .at = at,
              .direction = Direction::Received,
              .opcode = message.opcode,
              .payload = message.payload,
              .wireSize = message.wireSize,
              .compressed = message.compressed});
    }
    m_facts.messageCount += static_cast<qint64>(found.size());
    m_lastActivity = at;
    return true;
}

void Connection::Driver::record(Direction direction, Opcode opcode, const QByteArray &payload,
                                const wire::Conversation::Queued &onTheWire,
                                QList<observation::Fragment> fragments)
{
    const Duration at = now();
    if (opcode != Opcode::Close)
        m_lastActivity = at;
    m_untoldKept.append({++m_recorded, at, direction, opcode, payload, onTheWire.wireSize, onTheWire.frames,
                         onTheWire.compressed, std::move(fragments)});
    note(observation::viewOf(m_untoldKept.constLast()));
}

void Connection::Driver::note(const MessageView &message)
{
    m_untold.append(message);
    if (m_facts.messages.size() < m_mostMessages && m_keptBytes + message.held() <= m_mostBytes) {
        m_keptBytes += message.held();
        m_facts.messages.append(message.toMessage());
    }
}

void Connection::Driver::tell()
{
    if (m_telling)
        return;
    const auto self = shared_from_this();
    const QPointer<Connection> alive(m_connection);
    m_telling = true;
    while (alive && (!m_untold.isEmpty() || m_breachUntold)) {
        MessageViews told = std::exchange(m_untold, {});
        const QList<Message> kept = std::exchange(m_untoldKept, {});
        if (!told.isEmpty())
            Q_EMIT m_connection->messages(told);
        if (alive && std::exchange(m_breachUntold, false))
            Q_EMIT m_connection->breached();
        if (m_untold.isEmpty()) { // its memory is used again
            told.clear();
            m_untold.swap(told);
        }
    }
    if (!alive)
        return;
    m_telling = false;
    if (std::exchange(m_endUntold, false))
        Q_EMIT m_connection->ended();
}

} // namespace wirewise::probe
