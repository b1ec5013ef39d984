#pragma once

#include "wire/frame.h"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace wirewise::wire {

/// Every frame that came. One that breaks a rule comes as far as it was read: without payload where the head
/// shows it, up to the offending byte where its text is not UTF-8.
struct FrameReceived
{
    Frame frame;
};
/// A whole message, put together from its fragments.
struct MessageReceived
{
    Opcode opcode = Opcode::Text; ///< Text or Binary
    QByteArray payload;
    ByteRange range; ///< in the received stream, from the first to the last of its frames
    int frames = 1;
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
/// The peer broke a rule; a Close with closeCodeFor(breach) has been queued and nothing more is read.
/// DataAfterClose is only a remark, said once, at the first such byte.
struct ProtocolBreach
{
    FrameBreach breach = FrameBreach::ReservedBits;
    ByteRange range; ///< of the bytes that show it
};
/// The stream ended.
struct StreamEnded
{
    bool afterClose = false; ///< Close frames were exchanged: a clean end
    bool insideFrame = false;
};

using ConversationEvent = std::variant<FrameReceived, MessageReceived, PingReceived, PongReceived,
                                       CloseReceived, ProtocolBreach, StreamEnded>;

/// One end of an open WebSocket: bytes in, events and bytes out (RFC 6455 sections 5 to 8).
/// No socket, no clock. Memory is bounded by Limits.
class Conversation
{
public:
    enum class Role { Client, Server };
    struct Limits
    {
        qint64 message = 64 * 1024 * 1024;
    };

    explicit Conversation(Role role);
    Conversation(Role role, Limits limits);
    ~Conversation();
    Conversation(Conversation &&) noexcept;
    Conversation &operator=(Conversation &&) noexcept;

    void receive(QByteArrayView bytes);
    void receiveEnd();
    [[nodiscard]] std::optional<ConversationEvent> next();

    /// Nothing is sent after our Close (section 5.5.1), whichever of these is called.
    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &data);
    void ping(const QByteArray &payload);
    void pong(const QByteArray &payload);
    /// Without a code the frame has no body. A reason is cut to 123 bytes, at a character's end.
    void close(std::optional<quint16> code, const QByteArray &reason = {});
    /// Any frame, also one that breaks the rules; a client's frames are masked if frame.mask is set.
    void sendFrame(const Frame &frame);
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
