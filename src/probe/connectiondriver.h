#pragma once

#include "probe/channel.h"
#include "probe/connection.h"
#include "probe/fragmentnotes.h"
#include "wire/conversation.h"
#include "wire/deflatenegotiation.h"

#include <QElapsedTimer>
#include <QTimer>

namespace wirewise::probe {

/// Joins the channel of an upgraded connection to its Conversation and keeps the facts. Outlives its
/// Connection while a signal is under way: what was told stays valid for a listener that destroys it.
class Connection::Driver : public std::enable_shared_from_this<Driver>
{
public:
    /// rest: bytes that came behind the head of the 101; largestMessage: bytes, inflated.
    Driver(std::unique_ptr<Channel> channel, QByteArray rest, const wire::DeflateNegotiation &deflate,
           qint64 largestMessage);

    /// Reads on once the caller has had the time to connect to the signals.
    void attach(Connection *connection);
    void send(wire::Opcode opcode, const QByteArray &payload);
    void sendFragmented(wire::Opcode opcode, const QByteArray &data, qsizetype fragment);
    void sendPieces(wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts, bool pings);
    void sendBytes(const QByteArray &bytes);
    void close(quint16 code, const QByteArray &reason);
    void abort();
    /// The Connection goes.
    void leave();
    void setAutoPong(bool on);
    void setReading(bool on);
    void setKept(qsizetype messages, qint64 bytes);
    [[nodiscard]] bool isOver() const { return m_over; }
    [[nodiscard]] bool isClosing() const { return m_conversation.closeSent(); }
    [[nodiscard]] observation::SessionFacts facts() const;

private:
    using Duration = observation::Duration;
    static constexpr std::chrono::milliseconds CloseLimit{3000};
    static constexpr qsizetype RelievedBelow = CongestedAbove / 4;
    static constexpr qsizetype MaximumPending = 256 * 1024 * 1024;

    [[nodiscard]] Duration now() const { return Duration(m_since.nsecsElapsed() / 1000); }
    void onChannel();
    void onCloseLimit();
    /// Whether what came is left unread for now.
    [[nodiscard]] bool isHeld() const { return m_readingOff || m_congested; }
    void watchOutput();
    void sent(wire::Opcode opcode, const QByteArray &payload, const wire::Conversation::Queued &queued,
              QList<observation::Fragment> fragments = {});
    void readOnLater();
    void keep(const QByteArray &bytes);
    void pump();
    void handle(const wire::ConversationEvent &event);
    void handleBreach(const wire::ProtocolBreach &breach);
    void noteClose(observation::SessionFacts::CloseBy by, std::optional<quint16> code,
                   const QByteArray &reason);
    void noteQuiet();
    void flush();
    void end(observation::StreamEnd how);

    // Telling (connectiontelling.cpp)
    /// The messages that lie whole in what was received; false if there is none.
    bool recordInPlace();
    void record(wire::Direction direction, wire::Opcode opcode, const QByteArray &payload,
                const wire::Conversation::Queued &onTheWire, QList<observation::Fragment> fragments = {});
    void note(const observation::MessageView &message);
    /// Emits what was recorded, and then what else happened. What a listener causes meanwhile waits until all
    /// have heard what was before. The connection may be destroyed by whoever listened.
    void tell();

    Connection *m_connection = nullptr;
    std::unique_ptr<Channel> m_channel;
    wire::Conversation m_conversation;
    observation::SessionFacts m_facts;
    QElapsedTimer m_since;
    QTimer m_closeTimer;
    bool m_ownEnded = false; ///< our direction of TCP, because the peer took too long to end it all
    FragmentNotes m_fragments;
    QByteArray m_rest;
    QByteArray m_pingPayload;
    Duration m_lastActivity{0};
    observation::MessageViews m_untold;
    QList<observation::Message> m_untoldKept; ///< those of them that lie nowhere else
    qint64 m_recorded = 0;
    qint64 m_keptBytes = 0;
    qsizetype m_mostMessages = observation::SessionFacts::KeptMessages;
    qint64 m_mostBytes = observation::SessionFacts::KeptBytes;
    qsizetype m_unsent = 0; ///< as it last was
    bool m_autoPong = true;
    bool m_readingOff = false;
    bool m_congested = false;
    bool m_quietNoted = false;
    bool m_over = false;
    bool m_telling = false;
    bool m_breachUntold = false, m_endUntold = false;
};

} // namespace wirewise::probe
