#pragma once

#include "wire/conversation.h"
#include "wire/framereader.h"
#include "wire/utf8.h"

#include <QVarLengthArray>

namespace wirewise::wire {

/// A random mask (RFC 6455 section 5.3).
[[nodiscard]] std::array<quint8, 4> systemMask();

/// What Conversation keeps: input, the frame and message being read, events not yet told, output.
struct Conversation::State
{
    State(Role ownRole, Limits ownLimits)
        : role(ownRole)
        , limits(ownLimits)
    {
    }

    // Input
    [[nodiscard]] QByteArrayView unread() const { return QByteArrayView(input).sliced(position); }
    [[nodiscard]] qint64 streamPosition() const { return base + position; }
    void receive(QByteArrayView bytes);
    void readOn();
    bool readHead();
    bool readPayload();

    // Judging
    void finishFrame();
    void finishControl();
    void finishClose();
    void finishData();
    void fail(FrameBreach breach, ByteRange range);
    void failUtf8();

    // Output
    void send(Frame frame);
    void queuePong(const QByteArray &data);
    [[nodiscard]] QByteArray takeOutgoing();
    void sendClose(std::optional<quint16> code, const QByteArray &reason);

    Role role;
    Limits limits;
    std::function<std::array<quint8, 4>()> maskSource = systemMask;
    bool autoPong = true;

    QByteArray input;
    qsizetype position = 0; ///< of the first unread byte in input
    qint64 base = 0;        ///< of input's first byte in the stream
    bool ended = false, endTold = false;

    std::optional<FrameHead> head; ///< of the frame whose payload is being read
    QByteArray payload;
    Utf8Validator utf8;

    bool inMessage = false;
    MessageReceived message;

    bool failed = false, afterCloseTold = false;
    bool closeSent = false, closeReceived = false;
    QVarLengthArray<ConversationEvent, 3> events;
    qsizetype nextEvent = 0;
    QByteArray outgoing;
    std::optional<QByteArray> heldPong; ///< the latest of those for which the queue was too long
};

} // namespace wirewise::wire
