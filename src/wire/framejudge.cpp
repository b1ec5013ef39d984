#include "wire/framejudge.h"

#include "wire/closecode.h"
#include "wire/utf8.h"

#include <QtEndian>

namespace wirewise::wire {

namespace {

bool isKnown(Opcode opcode)
{
    const auto value = static_cast<quint8>(opcode);
    return value <= 0x2 || (value >= 0x8 && value <= 0xA);
}

} // namespace

std::optional<FrameBreach> judgeFirstBytes(const FrameHead &read, FrameContext context)
{
    const Frame &frame = read.frame;
    // RFC 6455 section 5.2: no extension has been negotiated that defines these bits
    if ((frame.rsv1 && !context.deflates) || frame.rsv2 || frame.rsv3)
        return FrameBreach::ReservedBits;
    // RFC 6455 section 5.2
    if (!isKnown(frame.opcode))
        return FrameBreach::ReservedOpcode;
    // RFC 7692 section 6: only the first frame of a message says that it is compressed
    if (frame.rsv1 && (isControl(frame.opcode) || frame.opcode == Opcode::Continuation))
        return FrameBreach::CompressedBitMisplaced;
    // RFC 6455 section 5.1
    if (context.fromServer && read.masked)
        return FrameBreach::MaskedByServer;
    if (!context.fromServer && !read.masked)
        return FrameBreach::UnmaskedByClient;
    if (isControl(frame.opcode)) {
        // RFC 6455 section 5.5
        if (!frame.fin)
            return FrameBreach::ControlFragmented;
        if (read.shortLength > MaxControlPayload)
            return FrameBreach::ControlTooLong;
        return {};
    }
    // RFC 6455 section 5.4
    if (frame.opcode == Opcode::Continuation && !context.inMessage)
        return FrameBreach::ContinuationUnexpected;
    if (frame.opcode != Opcode::Continuation && context.inMessage)
        return FrameBreach::ContinuationExpected;
    return {};
}

std::optional<FrameBreach> judgeLength(const FrameHead &read, qint64 room)
{
    // RFC 6455 section 5.2: the most significant bit must be 0
    if ((read.payloadLength >> 63U) != 0)
        return FrameBreach::LengthTooLarge;
    // RFC 6455 section 5.2: the minimal number of bytes must be used
    if ((read.shortLength == 126 && read.payloadLength < 126) ||
        (read.shortLength == 127 && read.payloadLength <= 0xFFFF))
        return FrameBreach::LengthNotMinimal;
    if (!isControl(read.frame.opcode) && read.payloadLength > static_cast<quint64>(qMax<qint64>(0, room)))
        return FrameBreach::MessageTooBig;
    return {};
}

CloseBody readCloseBody(const QByteArray &payload)
{
    CloseBody body;
    if (payload.isEmpty())
        return body;
    // RFC 6455 section 5.5.1: a body starts with two bytes of code
    if (payload.size() == 1) {
        body.breach = FrameBreach::CloseLengthOne;
        body.shownBy = {0, 1};
        return body;
    }
    body.code = qFromBigEndian<quint16>(payload.constData());
    body.reason = payload.sliced(2);
    // RFC 6455 section 7.4
    if (!mayBeSent(*body.code)) {
        body.breach = FrameBreach::CloseCodeInvalid;
        body.shownBy = {0, 2};
        return body;
    }
    // RFC 6455 section 5.5.1: the reason is UTF-8
    Utf8Validator reason;
    if (!reason.feed(body.reason) || !reason.mayEnd()) {
        body.breach = FrameBreach::CloseReasonInvalid;
        body.shownBy = {2 + qMin<qint64>(reason.validLength(), body.reason.size() - 1), 1};
    }
    return body;
}

} // namespace wirewise::wire
