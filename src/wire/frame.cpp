#include "wire/frame.h"

#include "wire/closecode.h"
#include "wire/framereader.h"

#include <cstring>

namespace wirewise::wire {

namespace {

struct FrameBreachRow
{
    FrameBreach breach;
    const char *word;
    const char *section;
    quint16 closeCode;
};

constexpr std::array Rows{
    FrameBreachRow{FrameBreach::ReservedBits, "reserved-bits", "RFC 6455 section 5.2", 1002},
    FrameBreachRow{FrameBreach::ReservedOpcode, "reserved-opcode", "RFC 6455 section 5.2", 1002},
    FrameBreachRow{FrameBreach::MaskedByServer, "masked-by-server", "RFC 6455 section 5.1", 1002},
    FrameBreachRow{FrameBreach::UnmaskedByClient, "unmasked-by-client", "RFC 6455 section 5.1", 1002},
    FrameBreachRow{FrameBreach::LengthNotMinimal, "length-not-minimal", "RFC 6455 section 5.2", 1002},
    FrameBreachRow{FrameBreach::LengthTooLarge, "length-too-large", "RFC 6455 section 5.2", 1002},
    FrameBreachRow{FrameBreach::ControlFragmented, "control-fragmented", "RFC 6455 section 5.5", 1002},
    FrameBreachRow{FrameBreach::ControlTooLong, "control-too-long", "RFC 6455 section 5.5", 1002},
    FrameBreachRow{FrameBreach::ContinuationUnexpected, "continuation-unexpected", "RFC 6455 section 5.4",
                   1002},
    FrameBreachRow{FrameBreach::ContinuationExpected, "continuation-expected", "RFC 6455 section 5.4", 1002},
    FrameBreachRow{FrameBreach::InvalidUtf8, "invalid-utf8", "RFC 6455 section 8.1", 1007},
    FrameBreachRow{FrameBreach::CloseLengthOne, "close-length-one", "RFC 6455 section 5.5.1", 1002},
    FrameBreachRow{FrameBreach::CloseCodeInvalid, "close-code-invalid", "RFC 6455 section 7.4", 1002},
    FrameBreachRow{FrameBreach::CloseReasonInvalid, "close-reason-invalid", "RFC 6455 section 5.5.1", 1007},
    FrameBreachRow{FrameBreach::DataAfterClose, "data-after-close", "RFC 6455 section 1.4", 1002},
    FrameBreachRow{FrameBreach::CompressedBitMisplaced, "compressed-bit-misplaced", "RFC 7692 section 6",
                   1002},
    FrameBreachRow{FrameBreach::DeflateInvalid, "deflate-invalid", "RFC 7692 section 7.2.2", 1007},
    FrameBreachRow{FrameBreach::DeflateUnfinished, "deflate-unfinished", "RFC 7692 section 7.2.1", 1007},
    FrameBreachRow{FrameBreach::MessageTooBig, "message-too-big", "", closecode::MessageTooBig},
};

const FrameBreachRow &rowOf(FrameBreach breach)
{
    for (const FrameBreachRow &row : Rows) {
        if (row.breach == breach)
            return row;
    }
    return Rows.front();
}

} // namespace

QByteArray toString(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return "continuation";
    case Opcode::Text:
        return "text";
    case Opcode::Binary:
        return "binary";
    case Opcode::Close:
        return "close";
    case Opcode::Ping:
        return "ping";
    case Opcode::Pong:
        return "pong";
    }
    return "reserved-" + QByteArray::number(static_cast<int>(opcode), 16);
}

QByteArray toBytes(const Frame &frame)
{
    QByteArray bytes;
    appendFrame(&bytes, frame);
    return bytes;
}

void applyMask(char *data, qsizetype size, const std::array<quint8, 4> &mask, qint64 phase)
{
    std::array<quint8, 8> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i)
        turned[i] = mask[(static_cast<quint64>(phase) + i) & 3U];
    quint64 wide = 0;
    std::memcpy(&wide, turned.data(), sizeof wide);
    // Words through memcpy: no alignment is asked for, and the compiler makes vectors of it.
    qsizetype i = 0;
    for (; size - i >= 8; i += 8) {
        quint64 word = 0;
        std::memcpy(&word, data + i, sizeof word);
        word ^= wide;
        std::memcpy(data + i, &word, sizeof word);
    }
    for (std::size_t k = 0; i < size; ++i, ++k)
        data[i] = static_cast<char>(static_cast<quint8>(data[i]) ^ turned[k]);
}

QByteArray toString(FrameBreach breach)
{
    return rowOf(breach).word;
}

QByteArray sectionOf(FrameBreach breach)
{
    return rowOf(breach).section;
}

quint16 closeCodeFor(FrameBreach breach)
{
    return rowOf(breach).closeCode;
}

} // namespace wirewise::wire
