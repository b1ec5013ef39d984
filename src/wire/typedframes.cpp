#include "wire/typedframes.h"

#include "wire/conversation.h"
#include "wire/framereader.h"

#include <QtEndian>

namespace wirewise::wire {

namespace {

constexpr std::array<quint8, 4> AnyMask{1, 2, 3, 4};

/// The frames as they stand there, whether or not they keep to a rule.
void split(QByteArrayView bytes, TypedFrames &typed)
{
    qsizetype at = 0;
    while (at < bytes.size() && typed.frames.size() < TypedFrames::MostFrames) {
        const std::optional<FrameHead> head = readFrameHead(bytes.sliced(at), at);
        if (!head || !head->isWhole)
            break;
        const qsizetype start = at + head->size;
        const auto there = static_cast<quint64>(bytes.size() - start);
        TypedFrame frame;
        frame.frame = head->frame;
        frame.stated = head->payloadLength;
        frame.lengthBits = head->shortLength == 126 ? 16 : head->shortLength == 127 ? 64 : 7;
        const auto size = static_cast<qsizetype>(qMin(there, head->payloadLength));
        frame.frame.payload = bytes.sliced(start, size).toByteArray();
        if (head->frame.mask)
            applyMask(frame.frame.payload.data(), size, *head->frame.mask);
        at = start + size;
        frame.frame.range.length = head->size + size;
        typed.frames.append(frame);
    }
    typed.rest = bytes.size() - at;
}

/// A message that was begun, so that what follows is read as its continuation.
QByteArray openingFrame()
{
    Frame opening;
    opening.fin = false;
    opening.opcode = Opcode::Binary;
    opening.mask = AnyMask;
    return toBytes(opening);
}

/// Whether a continuation behind these bytes would continue something.
bool isInMessage(const TypedFrames &typed, bool before)
{
    bool open = before;
    for (const TypedFrame &typedFrame : typed.frames) {
        if (typedFrame.isWhole() && !isControl(typedFrame.frame.opcode))
            open = !typedFrame.frame.fin;
    }
    return open;
}

int fewestBits(quint64 length)
{
    return length < 126 ? 7 : length <= 0xFFFF ? 16 : 64;
}

} // namespace

TypedFrame truthful(const Frame &frame)
{
    const auto size = static_cast<quint64>(frame.payload.size());
    return {frame, size, fewestBits(size)};
}

QByteArray toBytes(const TypedFrame &typed)
{
    const int bits = qMax(typed.lengthBits, fewestBits(typed.stated));
    Frame head = typed.frame;
    head.payload.clear();
    QByteArray bytes = toBytes(head).first(2);
    const quint32 shortLength = bits == 7 ? static_cast<quint32>(typed.stated) : bits == 16 ? 126 : 127;
    bytes[1] = static_cast<char>((static_cast<quint32>(bytes[1]) & 0x80U) | shortLength);
    char wide[8];
    if (bits == 16)
        qToBigEndian(static_cast<quint16>(typed.stated), wide);
    else
        qToBigEndian(typed.stated, wide);
    bytes.append(wide, bits == 7 ? 0 : bits / 8);
    if (!typed.frame.mask)
        return bytes + typed.frame.payload;
    for (const quint8 byte : *typed.frame.mask)
        bytes.append(static_cast<char>(byte));
    const qsizetype start = bytes.size();
    bytes.append(typed.frame.payload);
    applyMask(bytes.data() + start, typed.frame.payload.size(), *typed.frame.mask);
    return bytes;
}

TypedFrames readTypedFrames(QByteArrayView bytes, const TypedContext &context)
{
    TypedFrames typed;
    split(bytes, typed);
    Conversation server(Conversation::Role::Server);
    if (context.deflate)
        server.setDeflate(*context.deflate);
    if (context.inMessage)
        server.receive(openingFrame());
    server.receive(bytes);
    while (const std::optional<ConversationEvent> event = server.next()) {
        if (const auto *broken = std::get_if<ProtocolBreach>(&*event); broken && !typed.breach)
            typed.breach = broken->breach;
    }
    typed.leavesMessageOpen = !typed.breach && isInMessage(typed, context.inMessage);
    return typed;
}

} // namespace wirewise::wire
