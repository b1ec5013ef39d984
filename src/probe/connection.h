#pragma once

#include "observation/messageview.h"
#include "observation/sessionfacts.h"
#include "wire/frame.h"

#include <QObject>

#include <memory>

namespace wirewise::probe {

/// A live WebSocket after the 101: owns the socket (and TLS) of the probe that opened it and a
/// wire::Conversation. Lives on the thread of its ProbeRun.
class Connection : public QObject
{
    Q_OBJECT
public:
    ~Connection() override;

    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &data);
    void sendPing(const QByteArray &payload);
    /// One that answers nothing (RFC 6455 section 5.5.3). Pings are answered without it.
    void sendPong(const QByteArray &payload);
    /// A message in frames of at most `fragment` payload bytes, as they go over the wire.
    void sendFragmented(wire::Opcode opcode, const QByteArray &data, qsizetype fragment);
    /// The same in frames that begin at these offsets, ascending, uncompressed so that the places hold; with
    /// pings one follows each frame but the last.
    void sendPieces(wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts, bool pings);
    /// Any bytes, frames or not, to see what the peer makes of them. Recorded as one message of no frames.
    void sendBytes(const QByteArray &bytes);
    /// Starts the closing handshake; TCP is ended after the answer or after three seconds.
    void close(quint16 code, const QByteArray &reason = {});
    /// Ends TCP at once without a Close frame.
    void abort();
    void setAutoPong(bool on);
    /// Off, for a receiver that is behind: nothing more is read or told, not even the end, and what the peer
    /// sends waits in the operating system. On at first. Without being asked the connection reads nothing
    /// while more than CongestedAbove bytes wait to be written.
    void setReading(bool on);
    /// How many messages, and bytes of them and of the stream, facts() keeps; less than SessionFacts says,
    /// for one connection among thousands. What is beyond it is told by messages() all the same.
    void setKept(qsizetype messages, qint64 bytes);
    static constexpr qsizetype CongestedAbove = 64 * 1024 * 1024;

    [[nodiscard]] bool isOpen() const;
    /// Everything seen so far; messages bounded as SessionFacts says.
    [[nodiscard]] observation::SessionFacts facts() const;

Q_SIGNALS:
    /// Whole messages and control frames, either way: of a flood all that one read gave. Connect directly:
    /// the views are valid until the slot returns, also if it destroys the connection.
    void messages(const wirewise::observation::MessageViews &messages);
    /// More than CongestedAbove bytes wait to be written, or less than a quarter of that again: who has more
    /// to send waits meanwhile. Connect queued if the slot may destroy the connection.
    void congested(bool on);
    /// Bytes the peer sent broke a rule; a Close was sent.
    void breached();
    /// The connection is over; facts() is final. Emitted once.
    void ended();

private:
    friend class ProbeRun;
    class Driver;
    explicit Connection(std::shared_ptr<Driver> driver);
    std::shared_ptr<Driver> m_driver;
};

} // namespace wirewise::probe
