#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <optional>

namespace wirewise::wire {

/// RFC 6455 section 5.2.
enum class Opcode : quint8 {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA
};

[[nodiscard]] constexpr bool isControl(Opcode opcode)
{
    return (static_cast<quint8>(opcode) & 0x8U) != 0;
}
QByteArray toString(Opcode opcode);

/// One frame. The opcode may hold a reserved value, as it came.
struct Frame
{
    bool fin = true;
    bool rsv1 = false, rsv2 = false, rsv3 = false;
    Opcode opcode = Opcode::Text;
    std::optional<std::array<quint8, 4>> mask; ///< set if the frame is (or shall be) masked
    QByteArray payload;                        ///< unmasked
    ByteRange range; ///< in the stream, header included; empty for a frame to be sent
    int headerLength = 0;
};

/// The frame's bytes exactly as described; masks the payload if mask is set.
[[nodiscard]] QByteArray toBytes(const Frame &frame);
/// XORs in place (section 5.3), 64 bits at a time; phase is the index of the first byte in the payload.
void applyMask(char *data, qsizetype size, const std::array<quint8, 4> &mask, qint64 phase = 0);

/// A rule of RFC 6455, or of RFC 7692 where compression is negotiated, that the peer's frames break.
enum class FrameBreach {
    ReservedBits,           ///< section 5.2: RSV without an extension that gives it a meaning
    ReservedOpcode,         ///< section 5.2
    MaskedByServer,         ///< section 5.1
    UnmaskedByClient,       ///< section 5.1
    LengthNotMinimal,       ///< section 5.2
    LengthTooLarge,         ///< section 5.2: most significant bit set
    ControlFragmented,      ///< section 5.5
    ControlTooLong,         ///< section 5.5: over 125 bytes
    ContinuationUnexpected, ///< section 5.4: nothing to continue
    ContinuationExpected,   ///< section 5.4: a new message inside a fragmented one
    InvalidUtf8,            ///< section 8.1
    CloseLengthOne,         ///< section 5.5.1
    CloseCodeInvalid,       ///< section 7.4
    CloseReasonInvalid,     ///< section 5.5.1: reason not UTF-8
    DataAfterClose,         ///< section 1.4 (a remark: ignored)
    CompressedBitMisplaced, ///< RFC 7692 section 6: RSV1 on a control frame or inside a message
    DeflateInvalid,         ///< RFC 7692 section 7.2.2: these bytes do not inflate
    DeflateUnfinished,      ///< RFC 7692 section 7.2.1: the message ends inside a compressed block
    MessageTooBig,          ///< our own limit (close 1009)
};
QByteArray toString(FrameBreach breach);
/// For example "RFC 6455 section 5.1".
QByteArray sectionOf(FrameBreach breach);
/// The code a Close must carry because of it: 1002, 1007 or 1009.
quint16 closeCodeFor(FrameBreach breach);

} // namespace wirewise::wire
