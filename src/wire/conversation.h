#pragma once

#include "wire/deflatenegotiation.h"
#include "wire/frame.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace wirewise::wire {

/// Every frame that came. One that breaks a rule comes as far as it was read: without payload where the head
/// shows it or where what it inflated to is wrong, up to the offending byte elsewhere.
struct FrameReceived
{
    Frame frame;                        ///< payload: as on the wire, unmasked and not inflated
    std::optional<qint64> inflatedSize; ///< of a whole frame in a compressed message
};
/// A whole message, put together from its fragments.
struct MessageReceived
{
    Opcode opcode = Opcode::Text; ///< Text or Binary
    QByteArray payload;           ///< inflated
    ByteRange range;              ///< in the received stream, from the first to the last of its frames
    int frames = 1;
    bool compressed = false; ///< RFC 7692 section 6: RSV1 of its first frame
    qint64 wirePayload = 0;  ///< payload bytes of its frames as they came
    qint64 wireSize = 0;     ///< its frames with their heads, without control frames between them
};
/// A message in one unmasked frame that lies whole in what was received.
struct MessageInPlace
{
    Opcode opcode = Opcode::Text; ///< Text or Binary
    QByteArrayView payload;       ///< inflated; valid until the next nextInPlace() or receive()
    qint64 wireSize = 0;          ///< with its head
    bool compressed = false;
};
struct PingReceived
{
    QByteArray payload; ///< a pong has been queued, unless auto-pong is off
};
struct PongReceived
{
    QByteArray payload;
};
/// The peer's Close frame; our answer has been queued if we had not closed.
struct CloseReceived
{
    std::optional<quint16> code;
    QByteArray reason;
};
/// A place in a message that came compressed.
struct InflatedPlace
{
    qint64 offset = 0; ///< of the first of these bytes in the inflated message
    QByteArray bytes;  ///< at most 64, the last of them is the offending one
};
/// The peer broke a rule; a Close with closeCodeFor(breach) has been queued and nothing more is read.
/// DataAfterClose is only a remark, said once, at the first such byte.
struct ProtocolBreach
{
    FrameBreach breach = FrameBreach::ReservedBits;
    ByteRange range; ///< of the bytes that show it; the frame's head where only inflated bytes do
    std::optional<InflatedPlace> inflated; ///< text that is not UTF-8 once inflated
    QByteArray bytes = {};                 ///< those of range, where they are still at hand
};
/// The stream ended.
struct StreamEnded
{
    bool afterClose = false; ///< Close frames were exchanged: a clean end
    bool insideFrame = false;
};

using ConversationEvent = std::variant<FrameReceived, MessageReceived, PingReceived, PongReceived,
                                       CloseReceived, ProtocolBreach, StreamEnded>;

/// One end of an open WebSocket: bytes in, events and bytes out (RFC 6455 sections 5 to 8, RFC 7692).
/// No socket, no clock. Memory is bounded by Limits.
class Conversation
{
public:
    enum class Role { Client, Server };
    struct Limits
    {
        qint64 message = 64 * 1024 * 1024; ///< bytes of a message, inflated
    };
    /// Whether a message is compressed.
    enum class Compress { WhereNegotiated, No };
    /// What was put into the queue; nothing once our Close has been sent.
    struct Queued
    {
        qint64 wireSize = 0; ///< bytes, heads included
        int frames = 0;
        bool compressed = false;
    };

    explicit Conversation(Role role);
    Conversation(Role role, Limits limits);
    ~Conversation();
    Conversation(Conversation &&) noexcept;
    Conversation &operator=(Conversation &&) noexcept;

    /// Messages may come compressed from now on, and go compressed. Call before the first byte.
    void setDeflate(const DeflateAgreement &agreement);

    void receive(QByteArrayView bytes);
    /// The same; shares them where it can instead of copying.
    void receive(const QByteArray &bytes);
    void receiveEnd();
    [[nodiscard]] std::optional<ConversationEvent> next();
    /// The same without a copy or an allocation for each, for a client under a flood: the next messages, as
    /// long as they are in place, in runs that stay near the processor; no FrameReceived tells of them. Empty
    /// before everything else, also before what is wrong: next() goes on there.
    [[nodiscard]] std::span<const MessageInPlace> nextInPlace();

    /// Nothing is sent after our Close (section 5.5.1), whichever of these is called.
    Queued sendText(const QByteArray &utf8, Compress compress = Compress::WhereNegotiated);
    Queued sendBinary(const QByteArray &data, Compress compress = Compress::WhereNegotiated);
    /// A text or binary message in frames of at most `fragment` payload bytes, as they go over the wire.
    Queued sendFragmented(Opcode opcode, const QByteArray &data, qsizetype fragment,
                          Compress compress = Compress::WhereNegotiated);
    /// One frame of a message that the caller cuts itself, uncompressed: the message's opcode in the first,
    /// Continuation in the others.
    Queued sendFragment(Opcode opcode, const QByteArray &data, bool isLast);
    /// Payloads are cut to 125 bytes.
    Queued ping(const QByteArray &payload);
    Queued pong(const QByteArray &payload);
    /// Without a code the frame has no body. A reason is cut to 123 bytes, at a character's end.
    Queued close(std::optional<quint16> code, const QByteArray &reason = {});
    /// Any frame, also one that breaks the rules, and also after our Close; a client's frames are masked if
    /// frame.mask is set.
    Queued sendFrame(const Frame &frame);
    /// Any bytes at all, for experiments: frames whose length lies, or no frames.
    void sendBytes(QByteArrayView bytes);
    /// Bytes to be written, in order; empties the queue.
    [[nodiscard]] QByteArray takeOutgoing();

    void setAutoPong(bool on);
    /// Where a client's masks come from; the system's random numbers unless set (section 5.3).
    void setMaskSource(std::function<std::array<quint8, 4>()> source);
    [[nodiscard]] bool closeSent() const;
    [[nodiscard]] bool closeReceived() const;
    /// After Close in both directions the server should end TCP (section 7.1.1).
    [[nodiscard]] bool isFinished() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wirewise::wire
