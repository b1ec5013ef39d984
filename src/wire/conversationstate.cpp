#include "wire/conversationstate.h"

#include "wire/framejudge.h"
#include "wire/utf8.h"

#include <utility>

namespace wirewise::wire {

namespace {

/// What is reserved for a payload at once: a declared length alone shall not cost memory.
constexpr qsizetype FirstReserve = 64 * 1024;
/// What large inflated messages took is given back behind them.
constexpr qsizetype LargestKeptRoom = 1024 * 1024;

} // namespace

void Conversation::State::receive(const QByteArray &bytes)
{
    if (failed || ended || bytes.isEmpty())
        return;
    forgetRead();
    if (input.isEmpty())
        input = bytes;
    else
        input.append(bytes);
}

void Conversation::State::forgetRead()
{
    if (position == input.size()) {
        base += position;
        position = 0;
        input = QByteArray();
    } else if (position > input.size() / 2) {
        // At most every byte moves once for each byte read: linear however the bytes come.
        base += position;
        input.remove(0, position);
        position = 0;
    }
}

void Conversation::State::readOn()
{
    while (events.isEmpty() && !failed) {
        if (closeReceived) {
            // RFC 6455 section 1.4: after a Close any further data is discarded
            if (!unread().isEmpty() && !afterCloseTold) {
                afterCloseTold = true;
                events.append(ProtocolBreach{FrameBreach::DataAfterClose, {streamPosition(), 1}, {}});
            }
            position = input.size();
            break;
        }
        if (!head && !readHead())
            break;
        if (failed || !head)
            continue;
        const qsizetype taken = takePayload(unread());
        // After a failure the input is gone, and after a frame it may be at its end.
        if (!failed)
            position += taken;
        if (head)
            break;
    }
    if (!events.isEmpty() || !ended || endTold)
        return;
    endTold = true;
    const bool inside = !failed && !closeReceived && (head || !unread().isEmpty());
    events.append(StreamEnded{closeSent && closeReceived, inside});
}

std::span<const MessageInPlace> Conversation::State::takeInPlace()
{
    run.clear();
    if (inflated.capacity() > LargestKeptRoom)
        inflated = QByteArray();
    inflated.truncate(0);
    const bool isBetweenMessages = !head && !message.isOpen() && allTold();
    if (role != Role::Client || !isBetweenMessages || failed || closeReceived)
        return {};
    while (run.size() < LargestRun && inflated.size() < InflatedAtOnce && addInPlace()) {
    }
    // They may have moved as they became more.
    qsizetype at = 0;
    for (MessageInPlace &added : run) {
        if (!added.compressed)
            continue;
        added.payload = QByteArrayView(inflated).sliced(at, added.payload.size());
        at += added.payload.size();
    }
    return {run.constData(), static_cast<std::size_t>(run.size())};
}

bool Conversation::State::addInPlace()
{
    const QByteArrayView bytes = unread();
    const std::optional<PlainHead> plain = readPlainHead(bytes);
    if (!plain || plain->payload > qMin<qint64>(bytes.size() - plain->size, message.limit()) ||
        (plain->compressed && !message.inflates()))
        return false;
    QByteArrayView found = bytes.sliced(plain->size, plain->payload);
    if (plain->compressed) {
        const qsizetype before = inflated.size();
        if (inflated.capacity() == 0)
            inflated.reserve(2 * InflatedAtOnce);
        if (!message.inflateInPlace(plain->opcode, found, &inflated))
            return false;
        found = QByteArrayView(inflated).sliced(before);
    } else if (plain->opcode == Opcode::Text && !isValidUtf8(found)) {
        return false;
    }
    const qsizetype whole = plain->size + plain->payload;
    position += whole;
    run.append({plain->opcode, found, whole, plain->compressed});
    return true;
}

/// False if more bytes are needed.
bool Conversation::State::readHead()
{
    std::optional<FrameHead> read = readFrameHead(unread(), streamPosition());
    if (!read)
        return false;
    const FrameContext context{role == Role::Client, message.isOpen(), message.inflates()};
    std::optional<FrameBreach> breach = judgeFirstBytes(*read, context);
    if (breach) {
        // Told by the first two bytes, whether or not the rest of the head has come yet.
        read->frame.headerLength = 2;
        read->frame.range.length = 2;
        read->frame.mask.reset();
    } else if (!read->isWhole) {
        return false;
    } else {
        breach = judgeLength(*read, message.roomFor(read->frame));
    }
    if (breach) {
        events.append(FrameReceived{read->frame, {}});
        fail(*breach, read->frame.range);
        return true;
    }
    position += read->size;
    payload = QByteArray();
    if (!isControl(read->frame.opcode))
        message.beginFrame(read->frame);
    head = std::move(read);
    return true;
}

/// Reads on in the payload; gives how many of the bytes belong to it. Without a head all of it has been read.
qsizetype Conversation::State::takePayload(QByteArrayView bytes)
{
    const auto wanted = static_cast<qsizetype>(head->payloadLength);
    const qsizetype before = payload.size();
    const QByteArrayView piece = bytes.first(qMin(bytes.size(), wanted - before));
    if (before == 0 && piece.size() == wanted) {
        payload = piece.toByteArray();
    } else {
        if (before == 0)
            payload.reserve(qMin(wanted, FirstReserve));
        payload.append(piece);
    }
    if (head->frame.mask)
        applyMask(payload.data() + before, piece.size(), *head->frame.mask, before);
    if (!isControl(head->frame.opcode)) {
        if (const auto fault = message.take(QByteArrayView(payload).sliced(before))) {
            failPayload(before, *fault);
            return piece.size();
        }
    }
    if (payload.size() == wanted)
        finishFrame();
    return piece.size();
}

void Conversation::State::failPayload(qsizetype before, const MessageAssembly::Fault &fault)
{
    Frame frame = head->frame;
    frame.range.length = head->size;
    ByteRange shownBy = frame.range;
    if (fault.at) {
        frame.payload = payload.first(before + *fault.at + 1);
        frame.range.length += frame.payload.size();
        shownBy = {frame.range.end() - 1, 1};
    }
    events.append(FrameReceived{frame, {}});
    fail(fault.breach, shownBy);
}

void Conversation::State::finishFrame()
{
    Frame &frame = head->frame;
    frame.range.length = head->size + payload.size();
    frame.payload = std::exchange(payload, {});
    if (isControl(frame.opcode)) {
        events.append(FrameReceived{frame, {}});
        finishControl();
    } else {
        const bool isLast = frame.fin;
        const qint64 end = frame.range.end();
        const std::optional<qint64> inflatedSize = message.endFrame(frame);
        events.append(FrameReceived{std::move(frame), inflatedSize});
        if (isLast)
            finishData(end);
    }
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

void Conversation::State::finishData(qint64 end)
{
    if (const std::optional<FrameBreach> breach = message.finish())
        fail(*breach, {end - 1, 1});
    else
        events.append(message.takeMessage());
}

/// Of a few bytes that were just judged: they stand in the input, or in the payload of the frame told last.
QByteArray Conversation::State::bytesOf(ByteRange range) const
{
    if (range.offset >= base && range.end() <= base + input.size())
        return input.mid(range.offset - base, range.length);
    const auto *told = events.isEmpty() ? nullptr : std::get_if<FrameReceived>(&events.last());
    const qint64 start = told ? told->frame.range.offset + told->frame.headerLength : 0;
    return told && range.offset >= start ? told->frame.payload.mid(range.offset - start, range.length)
                                         : QByteArray();
}

void Conversation::State::fail(FrameBreach breach, ByteRange range)
{
    ProtocolBreach told{breach, range, message.placeInflated(), bytesOf(range)};
    failed = true;
    base += input.size();
    input = {};
    position = 0;
    head.reset();
    payload = {};
    message.drop();
    // RFC 6455 section 7.1.7
    sendClose(closeCodeFor(breach), {});
    events.append(std::move(told));
}

} // namespace wirewise::wire
