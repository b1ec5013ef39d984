#pragma once

#include "wire/frame.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// The bytes of a frame before its payload (RFC 6455 section 5.2).
struct FrameHead
{
    Frame frame; ///< without payload; range covers what of the head has been read
    bool masked = false;
    int size = 2;              ///< bytes of the whole head
    quint8 shortLength = 0;    ///< the seven bits as they came
    quint64 payloadLength = 0; ///< only with isWhole
    bool isWhole = false;
};

/// Reads as much of a head as there is; nothing below two bytes. Its ranges count from `offset`.
[[nodiscard]] std::optional<FrameHead> readFrameHead(QByteArrayView bytes, qint64 offset);

/// The head of an unmasked frame that is all of a text or binary message and breaks no rule, unless it is
/// compressed where that was not agreed.
struct PlainHead
{
    Opcode opcode = Opcode::Text;
    qsizetype size = 2;
    qsizetype payload = 0;   ///< its length
    bool compressed = false; ///< RSV1 (RFC 7692 section 6)
};
/// Nothing if the frame is not such a one, or if the bytes end within its head.
[[nodiscard]] std::optional<PlainHead> readPlainHead(QByteArrayView bytes);

/// Appends the bytes of a frame; masks the payload if mask is set.
void appendFrame(QByteArray *out, const Frame &frame);

} // namespace wirewise::wire
