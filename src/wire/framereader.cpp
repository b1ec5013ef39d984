#include "wire/framereader.h"

#include <QtEndian>

#include <algorithm>

namespace wirewise::wire {

std::optional<FrameHead> readFrameHead(QByteArrayView bytes, qint64 offset)
{
    if (bytes.size() < 2)
        return {};
    // RFC 6455 section 5.2: FIN RSV1 RSV2 RSV3 opcode(4) | MASK length(7)
    const auto first = static_cast<quint8>(bytes[0]);
    const auto second = static_cast<quint8>(bytes[1]);
    FrameHead head;
    head.frame.fin = (first & 0x80U) != 0;
    head.frame.rsv1 = (first & 0x40U) != 0;
    head.frame.rsv2 = (first & 0x20U) != 0;
    head.frame.rsv3 = (first & 0x10U) != 0;
    head.frame.opcode = static_cast<Opcode>(first & 0x0FU);
    head.masked = (second & 0x80U) != 0;
    head.shortLength = second & 0x7FU;
    const int lengthBytes = head.shortLength == 126 ? 2 : head.shortLength == 127 ? 8 : 0;
    head.size = 2 + lengthBytes + (head.masked ? 4 : 0);
    head.isWhole = bytes.size() >= head.size;
    head.frame.headerLength = head.isWhole ? head.size : 2;
    head.frame.range = {offset, head.frame.headerLength};
    if (!head.isWhole)
        return head;

    const char *data = bytes.data() + 2;
    head.payloadLength = lengthBytes == 2   ? qFromBigEndian<quint16>(data)
                         : lengthBytes == 8 ? qFromBigEndian<quint64>(data)
                                            : head.shortLength;
    if (head.masked) {
        std::array<quint8, 4> mask{};
        std::copy_n(data + lengthBytes, 4, mask.begin());
        head.frame.mask = mask;
    }
    return head;
}

std::optional<PlainHead> readPlainHead(QByteArrayView bytes)
{
    // RFC 6455 section 5.2: FIN, RSV1 or none, the opcode; then the length without the bit of a mask
    constexpr quint8 compressedBit = 0x40;
    constexpr quint8 finalText = 0x81;
    constexpr quint8 finalBinary = 0x82;
    if (bytes.size() < 2)
        return {};
    const auto first = static_cast<quint8>(bytes[0]);
    const auto second = static_cast<quint8>(bytes[1]);
    const bool compressed = (first & compressedBit) != 0;
    const auto kind = static_cast<quint8>(first & ~compressedBit);
    if (kind != finalText && kind != finalBinary)
        return {};
    const Opcode opcode = kind == finalText ? Opcode::Text : Opcode::Binary;
    if (second < 126)
        return PlainHead{opcode, 2, second, compressed};
    if (second == 126 && bytes.size() >= 4) {
        const auto length = qFromBigEndian<quint16>(bytes.data() + 2);
        return length >= 126 ? PlainHead{opcode, 4, length, compressed} : std::optional<PlainHead>();
    }
    if (second == 127 && bytes.size() >= 10) {
        const auto length = qFromBigEndian<qint64>(bytes.data() + 2);
        return length > 0xFFFF ? PlainHead{opcode, 10, length, compressed} : std::optional<PlainHead>();
    }
    return {};
}

void appendFrame(QByteArray *out, const Frame &frame)
{
    const qsizetype length = frame.payload.size();
    const quint32 first = (frame.fin ? 0x80U : 0U) | (frame.rsv1 ? 0x40U : 0U) | (frame.rsv2 ? 0x20U : 0U) |
                          (frame.rsv3 ? 0x10U : 0U) | (static_cast<quint32>(frame.opcode) & 0x0FU);
    const quint32 maskBit = frame.mask ? 0x80U : 0U;
    // Not for every frame exactly: that would move a long queue with each of them.
    if (const qsizetype needed = out->size() + 14 + length; needed > out->capacity())
        out->reserve(qMax(needed, 2 * out->capacity()));
    out->append(static_cast<char>(first));
    // RFC 6455 section 5.2: the minimal number of bytes must be used
    if (length < 126) {
        out->append(static_cast<char>(maskBit | static_cast<quint32>(length)));
    } else {
        char wide[8];
        const bool isShort = length <= 0xFFFF;
        if (isShort)
            qToBigEndian(static_cast<quint16>(length), wide);
        else
            qToBigEndian(static_cast<quint64>(length), wide);
        out->append(static_cast<char>(maskBit | (isShort ? 126U : 127U)));
        out->append(wide, isShort ? 2 : 8);
    }
    if (!frame.mask) {
        out->append(frame.payload);
        return;
    }
    for (const quint8 byte : *frame.mask)
        out->append(static_cast<char>(byte));
    const qsizetype start = out->size();
    out->append(frame.payload);
    applyMask(out->data() + start, length, *frame.mask);
}

} // namespace wirewise::wire
