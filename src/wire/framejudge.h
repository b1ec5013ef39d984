#pragma once

#include "wire/framereader.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::wire {

/// RFC 6455 section 5.5.
inline constexpr qsizetype MaxControlPayload = 125;

/// What the first two bytes of a frame are judged by.
struct FrameContext
{
    bool fromServer = false;
    bool inMessage = false; ///< a fragmented message is open
    bool deflates = false;  ///< permessage-deflate is negotiated: RSV1 has a meaning
};
/// What the first two bytes of a frame break.
[[nodiscard]] std::optional<FrameBreach> judgeFirstBytes(const FrameHead &read, FrameContext context);
/// What the length of a frame breaks. room: bytes by which the message may still grow.
[[nodiscard]] std::optional<FrameBreach> judgeLength(const FrameHead &read, qint64 room);

/// The payload of a Close frame, or what is wrong with it.
struct CloseBody
{
    std::optional<quint16> code;
    QByteArray reason;
    std::optional<FrameBreach> breach;
    ByteRange shownBy; ///< in the payload
};
/// RFC 6455 section 5.5.1.
[[nodiscard]] CloseBody readCloseBody(const QByteArray &payload);

} // namespace wirewise::wire
