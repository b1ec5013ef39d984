#include "wire/conversation.h"

#include "wire/conversationstate.h"
#include "wire/framejudge.h"

#include <utility>

namespace wirewise::wire {

Conversation::Conversation(Role role)
    : Conversation(role, Limits{})
{
}
Conversation::Conversation(Role role, Limits limits)
    : m_state(std::make_unique<State>(role, limits))
{
}
Conversation::~Conversation() = default;
Conversation::Conversation(Conversation &&) noexcept = default;
Conversation &Conversation::operator=(Conversation &&) noexcept = default;

void Conversation::receive(QByteArrayView bytes)
{
    m_state->receive(bytes);
}

void Conversation::receiveEnd()
{
    m_state->ended = true;
}

std::optional<ConversationEvent> Conversation::next()
{
    State &state = *m_state;
    if (state.nextEvent == state.events.size()) {
        state.events.clear();
        state.nextEvent = 0;
        state.readOn();
    }
    if (state.nextEvent == state.events.size())
        return {};
    return std::move(state.events[state.nextEvent++]);
}

void Conversation::sendText(const QByteArray &utf8)
{
    m_state->send({true, false, false, false, Opcode::Text, {}, utf8, {}, 0});
}

void Conversation::sendBinary(const QByteArray &data)
{
    m_state->send({true, false, false, false, Opcode::Binary, {}, data, {}, 0});
}

void Conversation::ping(const QByteArray &payload)
{
    m_state->send({true, false, false, false, Opcode::Ping, {}, payload.left(MaxControlPayload), {}, 0});
}

void Conversation::pong(const QByteArray &payload)
{
    m_state->send({true, false, false, false, Opcode::Pong, {}, payload.left(MaxControlPayload), {}, 0});
}

void Conversation::close(std::optional<quint16> code, const QByteArray &reason)
{
    m_state->sendClose(code, reason);
}

void Conversation::sendFrame(const Frame &frame)
{
    appendFrame(&m_state->outgoing, frame);
    if (frame.opcode == Opcode::Close)
        m_state->closeSent = true;
}

QByteArray Conversation::takeOutgoing()
{
    return m_state->takeOutgoing();
}

void Conversation::setAutoPong(bool on)
{
    m_state->autoPong = on;
}

void Conversation::setMaskSource(std::function<std::array<quint8, 4>()> source)
{
    m_state->maskSource = source ? std::move(source) : systemMask;
}

bool Conversation::closeSent() const
{
    return m_state->closeSent;
}

bool Conversation::closeReceived() const
{
    return m_state->closeReceived;
}

bool Conversation::isFinished() const
{
    return m_state->closeSent && m_state->closeReceived;
}

} // namespace wirewise::wire
