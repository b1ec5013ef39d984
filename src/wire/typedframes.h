#pragma once

#include "wire/deflatenegotiation.h"
#include "wire/frame.h"

#include <QByteArrayView>

namespace wirewise::wire {

/// A frame as somebody wants it, with the rules or against them: its length may lie.
struct TypedFrame
{
    Frame frame;        ///< payload: unmasked, as far as it is there
    quint64 stated = 0; ///< the length that its head says
    int lengthBits = 7; ///< in which the length is written: 7, 16 or 64

    [[nodiscard]] bool isWhole() const { return static_cast<quint64>(frame.payload.size()) >= stated; }
};
/// The frame that says of itself what is true, in the fewest bits (RFC 6455 section 5.2).
[[nodiscard]] TypedFrame truthful(const Frame &frame);
/// Takes more bits where the length does not fit into so few.
[[nodiscard]] QByteArray toBytes(const TypedFrame &frame);

/// Bytes that a client sends as they are, and what a server that keeps to the RFCs makes of them.
struct TypedFrames
{
    static constexpr qsizetype MostFrames = 64;

    QList<TypedFrame> frames;          ///< the first MostFrames; only the last one may be incomplete
    qsizetype rest = 0;                ///< bytes behind them; without MostFrames no whole head
    std::optional<FrameBreach> breach; ///< the first rule that they break
    bool leavesMessageOpen = false;    ///< a fragmented message goes on behind them
};

/// What went over the connection before these bytes.
struct TypedContext
{
    bool inMessage = false;                  ///< a fragmented message was begun and not ended
    std::optional<DeflateAgreement> deflate; ///< set if permessage-deflate is negotiated
};

[[nodiscard]] TypedFrames readTypedFrames(QByteArrayView bytes, const TypedContext &context = {});

} // namespace wirewise::wire
