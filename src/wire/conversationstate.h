#pragma once

#include "wire/conversation.h"
#include "wire/deflate.h"
#include "wire/framereader.h"
#include "wire/messageassembly.h"

#include <QVarLengthArray>

namespace wirewise::wire {

/// Random masks (RFC 6455 section 5.3), drawn from the system many at once.
class SystemMasks
{
public:
    std::array<quint8, 4> operator()();

private:
    std::array<quint32, 64> m_drawn{};
    std::size_t m_used = 64;
};

/// What Conversation keeps: input, the frame and message being read, events not yet told, output.
struct Conversation::State
{
    State(Role ownRole, Limits ownLimits)
        : role(ownRole)
        , message(ownLimits.message)
    {
    }

    /// So many messages are told in place at once at most, and about so many inflated bytes.
    static constexpr qsizetype LargestRun = 256;
    static constexpr qsizetype InflatedAtOnce = 64 * 1024;

    // Input
    [[nodiscard]] QByteArrayView unread() const { return QByteArrayView(input).sliced(position); }
    [[nodiscard]] qint64 streamPosition() const { return base + position; }
    [[nodiscard]] bool allTold() const { return nextEvent == events.size(); }
    void receive(const QByteArray &bytes);
    void forgetRead();
    void readOn();
    [[nodiscard]] std::span<const MessageInPlace> takeInPlace();
    [[nodiscard]] bool addInPlace();
    bool readHead();
    [[nodiscard]] qsizetype takePayload(QByteArrayView bytes);

    // Judging
    void finishFrame();
    void finishControl();
    void finishClose();
    void finishData(qint64 end);
    [[nodiscard]] QByteArray bytesOf(ByteRange range) const;
    void fail(FrameBreach breach, ByteRange range);
    void failPayload(qsizetype before, const MessageAssembly::Fault &fault);

    // Output
    Queued send(const Frame &frame);
    Queued sendMessage(Opcode opcode, const QByteArray &data, qsizetype fragment, Compress compress);
    void queuePong(const QByteArray &data);
    [[nodiscard]] QByteArray takeOutgoing();
    Queued sendClose(std::optional<quint16> code, const QByteArray &reason);

    Role role;
    std::function<std::array<quint8, 4>()> maskSource = SystemMasks();
    bool autoPong = true;

    QByteArray input;
    qsizetype position = 0; ///< of the first unread byte in input
    qint64 base = 0;        ///< of input's first byte in the stream
    bool ended = false, endTold = false;

    std::optional<FrameHead> head; ///< of the frame whose payload is being read
    QByteArray payload;
    MessageAssembly message;
    QVarLengthArray<MessageInPlace, LargestRun> run; ///< told in place last
    QByteArray inflated;                             ///< those of them that were compressed

    bool failed = false, afterCloseTold = false;
    bool closeSent = false, closeReceived = false;
    QVarLengthArray<ConversationEvent, 3> events;
    qsizetype nextEvent = 0;

    std::optional<Deflater> deflater;
    QByteArray outgoing;
    std::optional<QByteArray> heldPong; ///< the latest of those for which the queue was too long
};

} // namespace wirewise::wire
