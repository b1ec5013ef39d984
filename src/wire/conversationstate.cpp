#include "wire/conversationstate.h"

#include "wire/framejudge.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <cstring>
#include <limits>
#include <utility>

namespace wirewise::wire {

namespace {

/// What is reserved for a payload at once: a declared length alone shall not cost memory.
constexpr qsizetype FirstReserve = 64 * 1024;
/// A larger emptied input buffer is given back.
constexpr qsizetype KeptCapacity = 1024 * 1024;
/// Above this many unsent bytes pongs are held back: pings alone shall not cost memory.
constexpr qsizetype PongRoom = 64 * 1024;
constexpr int MaxCounted = std::numeric_limits<int>::max() - 1;

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

std::array<quint8, 4> systemMask()
{
    const quint32 random = QRandomGenerator::system()->generate();
    std::array<quint8, 4> mask{};
    std::memcpy(mask.data(), &random, mask.size());
    return mask;
}

void Conversation::State::receive(QByteArrayView bytes)
{
    if (failed || ended || bytes.isEmpty())
        return;
    if (position == input.size()) {
        base += position;
        position = 0;
        if (input.capacity() > KeptCapacity)
            input = QByteArray();
        else
            input.resize(0);
    } else if (position > input.size() / 2) {
        // At most every byte moves once for each byte read: linear however the bytes come.
        base += position;
        input.remove(0, position);
        position = 0;
    }
    input.append(bytes);
}

void Conversation::State::readOn()
{
    while (events.isEmpty() && !failed) {
        if (closeReceived) {
            // RFC 6455 section 1.4: after a Close any further data is discarded
            if (!unread().isEmpty() && !afterCloseTold) {
                afterCloseTold = true;
                events.append(ProtocolBreach{FrameBreach::DataAfterClose, {streamPosition(), 1}});
            }
            position = input.size();
            break;
        }
        if (!head && !readHead())
            break;
        if (failed || !head)
            continue;
        if (!readPayload())
            break;
    }
    if (!events.isEmpty() || !ended || endTold)
        return;
    endTold = true;
    const bool inside = !failed && !closeReceived && (head || !unread().isEmpty());
    events.append(StreamEnded{closeSent && closeReceived, inside});
}

/// False if more bytes are needed.
bool Conversation::State::readHead()
{
    std::optional<FrameHead> read = readFrameHead(unread(), streamPosition());
    if (!read)
        return false;
    std::optional<FrameBreach> breach = judgeFirstBytes(*read, role == Role::Client, inMessage);
    if (breach) {
        // Told by the first two bytes, whether or not the rest of the head has come yet.
        read->frame.headerLength = 2;
        read->frame.range.length = 2;
        read->frame.mask.reset();
    } else if (!read->isWhole) {
        return false;
    } else {
        breach = judgeLength(*read, limits.message - message.payload.size());
    }
    if (breach) {
        events.append(FrameReceived{read->frame});
        fail(*breach, read->frame.range);
        return true;
    }
    position += read->size;
    payload = QByteArray();
    if (read->frame.opcode == Opcode::Text)
        utf8.reset();
    head = std::move(read);
    return true;
}

/// False if more bytes are needed.
bool Conversation::State::readPayload()
{
    const auto wanted = static_cast<qsizetype>(head->payloadLength);
    const qsizetype have = payload.size();
    const QByteArrayView piece = unread().first(qMin(unread().size(), wanted - have));
    if (have == 0 && piece.size() == wanted) {
        payload = piece.toByteArray();
    } else {
        if (have == 0)
            payload.reserve(qMin(wanted, FirstReserve));
        payload.append(piece);
    }
    position += piece.size();
    if (head->frame.mask)
        applyMask(payload.data() + have, piece.size(), *head->frame.mask, have);

    // RFC 6455 section 8.1: fail at the first byte that cannot be mended, not at the message's end
    const bool isText = head->frame.opcode == Opcode::Text ||
                        (head->frame.opcode == Opcode::Continuation && message.opcode == Opcode::Text);
    if (isText && !utf8.feed(QByteArrayView(payload).sliced(have))) {
        failUtf8();
        return true;
    }
    if (payload.size() < wanted)
        return false;
    finishFrame();
    return true;
}

void Conversation::State::failUtf8()
{
    const qint64 start = head->frame.range.offset + head->size;
    const qint64 before = message.opcode == Opcode::Text && inMessage ? message.payload.size() : 0;
    const qint64 bad = utf8.validLength() - before;
    Frame frame = head->frame;
    payload.truncate(bad + 1);
    frame.payload = payload;
    frame.range.length = head->size + payload.size();
    events.append(FrameReceived{frame});
    fail(FrameBreach::InvalidUtf8, {start + bad, 1});
}

void Conversation::State::finishFrame()
{
    head->frame.range.length = head->size + payload.size();
    head->frame.payload = std::move(payload);
    payload = QByteArray();
    events.append(FrameReceived{head->frame});
    if (isControl(head->frame.opcode))
        finishControl();
    else
        finishData();
    head.reset();
}

void Conversation::State::finishControl()
{
    const QByteArray &data = head->frame.payload;
    switch (head->frame.opcode) {
    case Opcode::Ping:
        // RFC 6455 section 5.5.3: the pong carries the ping's data
        if (autoPong)
            queuePong(data);
        events.append(PingReceived{data});
        break;
    case Opcode::Pong:
        events.append(PongReceived{data});
        break;
    default:
        finishClose();
        break;
    }
}

void Conversation::State::finishClose()
{
    const qint64 start = head->frame.range.offset + head->size;
    closeReceived = true;
    CloseBody body = readCloseBody(head->frame.payload);
    if (body.breach) {
        fail(*body.breach, {start + body.shownBy.offset, body.shownBy.length});
        return;
    }
    sendClose(body.code, {});
    events.append(CloseReceived{body.code, std::move(body.reason)});
}

void Conversation::State::finishData()
{
    const Frame &frame = head->frame;
    if (frame.opcode == Opcode::Continuation) {
        message.payload += frame.payload;
        message.range.length = frame.range.end() - message.range.offset;
        message.frames = qMin(message.frames, MaxCounted) + 1;
    } else {
        message = {frame.opcode, frame.payload, frame.range, 1};
        inMessage = true;
    }
    if (!frame.fin)
        return;
    // RFC 6455 section 8.1: the message must not end inside a character
    if (message.opcode == Opcode::Text && !utf8.mayEnd()) {
        fail(FrameBreach::InvalidUtf8, {frame.range.end() - 1, 1});
        return;
    }
    inMessage = false;
    events.append(std::exchange(message, {}));
}

void Conversation::State::fail(FrameBreach breach, ByteRange range)
{
    failed = true;
    base += input.size();
    input = {};
    position = 0;
    head.reset();
    payload = {};
    message = {};
    // RFC 6455 section 7.1.7
    sendClose(closeCodeFor(breach), {});
    events.append(ProtocolBreach{breach, range});
}

void Conversation::State::send(Frame frame)
{
    if (closeSent)
        return;
    // RFC 6455 section 5.1: a client masks every frame
    if (role == Role::Client)
        frame.mask = maskSource();
    appendFrame(&outgoing, frame);
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

void Conversation::State::sendClose(std::optional<quint16> code, const QByteArray &reason)
{
    if (closeSent)
        return;
    QByteArray body;
    if (code) {
        body.resize(2);
        qToBigEndian(*code, body.data());
        body += fittingReason(reason);
    }
    send({true, false, false, false, Opcode::Close, {}, body, {}, 0});
    closeSent = true;
}

} // namespace wirewise::wire
