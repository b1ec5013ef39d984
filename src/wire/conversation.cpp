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

void Conversation::setDeflate(const DeflateAgreement &agreement)
{
    const auto takeover = [](bool on) { return on ? ContextTakeover::On : ContextTakeover::Off; };
    const bool isClient = m_state->role == Role::Client;
    const int ownBits = isClient ? agreement.clientWindowBits : agreement.serverWindowBits;
    const bool ownTakesOver = isClient ? agreement.clientTakesOver : agreement.serverTakesOver;
    const bool peerTakesOver = isClient ? agreement.serverTakesOver : agreement.clientTakesOver;
    m_state->deflater.emplace(ownBits, takeover(ownTakesOver));
    m_state->message.setInflater(Inflater(takeover(peerTakesOver)));
}

void Conversation::receive(QByteArrayView bytes)
{
    m_state->receive(bytes.toByteArray());
}

void Conversation::receive(const QByteArray &bytes)
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
    if (state.allTold()) {
        state.events.clear();
        state.nextEvent = 0;
        state.readOn();
    }
    if (state.allTold())
        return {};
    return std::move(state.events[state.nextEvent++]);
}

std::span<const MessageInPlace> Conversation::nextInPlace()
{
    return m_state->takeInPlace();
}

Conversation::Queued Conversation::sendText(const QByteArray &utf8, Compress compress)
{
    return m_state->sendMessage(Opcode::Text, utf8, 0, compress);
}

Conversation::Queued Conversation::sendBinary(const QByteArray &data, Compress compress)
{
    return m_state->sendMessage(Opcode::Binary, data, 0, compress);
}

Conversation::Queued Conversation::sendFragmented(Opcode opcode, const QByteArray &data, qsizetype fragment,
                                                  Compress compress)
{
    return m_state->sendMessage(opcode, data, fragment, compress);
}

Conversation::Queued Conversation::sendFragment(Opcode opcode, const QByteArray &data, bool isLast)
{
    return m_state->send({isLast, false, false, false, opcode, {}, data, {}, 0});
}

Conversation::Queued Conversation::ping(const QByteArray &payload)
{
    return m_state->send(
        {true, false, false, false, Opcode::Ping, {}, payload.left(MaxControlPayload), {}, 0});
}

Conversation::Queued Conversation::pong(const QByteArray &payload)
{
    return m_state->send(
        {true, false, false, false, Opcode::Pong, {}, payload.left(MaxControlPayload), {}, 0});
}

Conversation::Queued Conversation::close(std::optional<quint16> code, const QByteArray &reason)
{
    return m_state->sendClose(code, reason);
}

Conversation::Queued Conversation::sendFrame(const Frame &frame)
{
    const qsizetype before = m_state->outgoing.size();
    appendFrame(&m_state->outgoing, frame);
    if (frame.opcode == Opcode::Close)
        m_state->closeSent = true;
    return {m_state->outgoing.size() - before, 1, frame.rsv1};
}

void Conversation::sendBytes(QByteArrayView bytes)
{
    m_state->outgoing.append(bytes);
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
    m_state->maskSource = source ? std::move(source) : SystemMasks();
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
