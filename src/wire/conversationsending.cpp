#include "wire/conversationstate.h"

#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <QRandomGenerator>

#include <cstring>
#include <utility>

namespace wirewise::wire {

namespace {

/// Above this many unsent bytes pongs are held back: pings alone shall not cost memory.
constexpr qsizetype PongRoom = 64 * 1024;

/// The longest beginning of a reason that fits and ends with a whole character.
QByteArray fittingReason(const QByteArray &reason)
{
    constexpr qsizetype most = MaxControlPayload - 2;
    if (reason.size() <= most)
        return reason;
    qsizetype end = most;
    while (end > 0 && (static_cast<quint8>(reason[end]) & 0xC0U) == 0x80U)
        --end;
    return reason.left(end);
}

} // namespace

std::array<quint8, 4> SystemMasks::operator()()
{
    if (m_used == m_drawn.size()) {
        QRandomGenerator::system()->fillRange(m_drawn.data(), static_cast<qsizetype>(m_drawn.size()));
        m_used = 0;
    }
    std::array<quint8, 4> mask{};
    std::memcpy(mask.data(), &m_drawn.at(m_used++), mask.size());
    return mask;
}

Conversation::Queued Conversation::State::send(const Frame &frame)
{
    if (closeSent)
        return {};
    const qsizetype before = outgoing.size();
    // RFC 6455 section 5.1: a client masks every frame
    if (role == Role::Client) {
        Frame masked = frame;
        masked.mask = maskSource();
        appendFrame(&outgoing, masked);
    } else {
        appendFrame(&outgoing, frame);
    }
    return {outgoing.size() - before, 1, frame.rsv1};
}

Conversation::Queued Conversation::State::sendMessage(Opcode opcode, const QByteArray &data,
                                                      qsizetype fragment, Compress compress)
{
    if (closeSent)
        return {};
    const bool isCompressed = deflater && compress == Compress::WhereNegotiated;
    // RFC 7692 section 7.2.1: the message is compressed as a whole, then cut
    const QByteArray bytes = isCompressed ? deflater->compress(data) : data;
    if (fragment <= 0)
        fragment = qMax<qsizetype>(1, bytes.size());
    Queued all{0, 0, isCompressed};
    qsizetype at = 0;
    do {
        Frame frame;
        // RFC 6455 section 5.4; RFC 7692 section 6: only the first frame has RSV1
        frame.opcode = at == 0 ? opcode : Opcode::Continuation;
        frame.rsv1 = at == 0 && isCompressed;
        frame.payload = fragment < bytes.size() ? bytes.mid(at, fragment) : bytes;
        at += fragment;
        frame.fin = at >= bytes.size();
        all.wireSize += send(frame).wireSize;
        ++all.frames;
    } while (at < bytes.size());
    return all;
}

/// RFC 6455 section 5.5.3: of several unanswered pings only the latest has to be answered
void Conversation::State::queuePong(const QByteArray &data)
{
    if (outgoing.size() < PongRoom)
        send({true, false, false, false, Opcode::Pong, {}, data, {}, 0});
    else
        heldPong = data;
}

QByteArray Conversation::State::takeOutgoing()
{
    if (const std::optional<QByteArray> data = std::exchange(heldPong, {}))
        send({true, false, false, false, Opcode::Pong, {}, *data, {}, 0});
    return std::exchange(outgoing, {});
}

Conversation::Queued Conversation::State::sendClose(std::optional<quint16> code, const QByteArray &reason)
{
    const QByteArray body = closePayload(code, fittingReason(reason));
    const Queued queued = send({true, false, false, false, Opcode::Close, {}, body, {}, 0});
    closeSent = true;
    return queued;
}

} // namespace wirewise::wire
