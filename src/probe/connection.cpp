#include "probe/connection.h"

#include "probe/connectiondriver.h"
#include "wire/closecode.h"

#include <QPointer>

namespace wirewise::probe {

using observation::Message;
using observation::SessionFacts;
using observation::StreamEnd;
using wire::Direction;
using wire::Opcode;

namespace {

/// A control frame that came: RFC 6455 section 5.5 has it in one frame of at most 125 bytes, unmasked.
wire::Conversation::Queued controlFrame(const QByteArray &payload)
{
    return {.wireSize = 2 + payload.size(), .frames = 1};
}

} // namespace

// ---- Connection::Driver

Connection::Driver::Driver(std::unique_ptr<Channel> channel, QByteArray rest,
                           const wire::DeflateNegotiation &deflate, qint64 largestMessage)
    : m_channel(std::move(channel))
    , m_conversation(wire::Conversation::Role::Client, {largestMessage})
    , m_rest(std::move(rest))
{
    if (deflate.outcome == wire::DeflateNegotiation::Outcome::Agreed)
        m_conversation.setDeflate(deflate.agreement);
    m_since.start();
    m_facts.opened = true;
    m_closeTimer.setSingleShot(true);
    m_channel->setChanged([this] { onChannel(); });
}

void Connection::Driver::attach(Connection *connection)
{
    m_connection = connection;
    QObject::connect(&m_closeTimer, &QTimer::timeout, connection, [this] { onCloseLimit(); });
    readOnLater();
}

void Connection::Driver::readOnLater()
{
    QMetaObject::invokeMethod(
        m_connection, [this] { onChannel(); }, Qt::QueuedConnection);
}

void Connection::Driver::onChannel()
{
    if (m_over || !m_connection)
        return;
    const QPointer<Connection> alive(m_connection);
    if (m_telling) // what was received last must stay until all have heard of it
        return readOnLater();
    watchOutput();
    keep(std::exchange(m_rest, {}));
    keep(m_channel->takeInput());
    pump();
    if (!alive || m_over || isHeld())
        return;
    const bool tlsBroken = m_channel->tls() && m_channel->tls()->state() == TlsClient::State::Failed;
    if (m_channel->end() == StreamEnd::Open && !tlsBroken)
        return;
    m_conversation.receiveEnd();
    pump();
    if (!alive || m_over || isHeld())
        return;
    // The peer may have ended its own direction only: what waits still goes to it.
    if (m_channel->end() == StreamEnd::ClosedByPeer && !tlsBroken && m_channel->pending() > 0) {
        if (!m_closeTimer.isActive())
            m_closeTimer.start(CloseLimit);
        return;
    }
    end(m_ownEnded ? StreamEnd::ClosedByUs : tlsBroken ? StreamEnd::ResetByPeer : m_channel->end());
}

/// Our direction ends first: bytes that the peer still sends would else have the system reset the connection,
/// and a reset destroys what the peer has not read, our Close among it.
void Connection::Driver::onCloseLimit()
{
    if (m_ownEnded || m_channel->end() != StreamEnd::Open || m_channel->pending() > 0) {
        end(m_channel->end() == StreamEnd::Open || m_ownEnded ? StreamEnd::ClosedByUs : m_channel->end());
        return;
    }
    m_ownEnded = true;
    m_channel->shutdown();
    m_closeTimer.start(std::chrono::seconds(1));
}

/// A peer that sends and does not read must not cost memory without end: reading waits for it. A closing
/// handshake gets its time anew as long as the peer takes what was sent before.
void Connection::Driver::watchOutput()
{
    const qsizetype unsent = m_channel->pending();
    if (m_closeTimer.isActive() && unsent < m_unsent)
        m_closeTimer.start();
    m_unsent = unsent;
    const bool wasCongested = m_congested;
    m_congested = unsent > (m_congested ? RelievedBelow : CongestedAbove);
    if (m_congested == wasCongested)
        return;
    m_channel->setReading(!isHeld());
    Q_EMIT m_connection->congested(m_congested);
}

void Connection::Driver::setReading(bool on)
{
    if (m_readingOff == !on || m_over)
        return;
    m_readingOff = !on;
    m_channel->setReading(!isHeld());
    if (on)
        readOnLater();
}

void Connection::Driver::setKept(qsizetype messages, qint64 bytes)
{
    m_mostMessages = qMin(messages, SessionFacts::KeptMessages);
    m_mostBytes = qMin(bytes, SessionFacts::KeptBytes);
}

void Connection::Driver::keep(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const qint64 room = m_mostBytes - m_facts.stream.size();
    if (room > 0)
        m_facts.stream.append(bytes.left(room));
    m_conversation.receive(bytes);
}

void Connection::Driver::pump()
{
    const QPointer<Connection> alive(m_connection);
    while (!isHeld()) {
        if (!recordInPlace()) {
            const auto event = m_conversation.next();
            if (!event)
                break;
            handle(*event);
        }
        // What the listeners send because of it goes out before our answer to what comes next.
        if (alive)
            tell();
        if (!alive || m_over)
            return;
    }
    flush();
}

void Connection::Driver::handle(const wire::ConversationEvent &event)
{
    if (const auto *frame = std::get_if<wire::FrameReceived>(&event)) {
        if (FragmentNotes::concern(*frame))
            m_fragments.note(*frame, now());
    } else if (const auto *message = std::get_if<wire::MessageReceived>(&event)) {
        ++m_facts.messageCount;
        record(Direction::Received, message->opcode, message->payload,
               {message->wireSize, message->frames, message->compressed}, m_fragments.take());
    } else if (const auto *ping = std::get_if<wire::PingReceived>(&event)) {
        record(Direction::Received, Opcode::Ping, ping->payload, controlFrame(ping->payload));
        constexpr int maskSize = 4;
        if (m_autoPong)
            record(Direction::Sent, Opcode::Pong, ping->payload,
                   {2 + maskSize + ping->payload.size(), 1, false});
    } else if (const auto *pong = std::get_if<wire::PongReceived>(&event)) {
        if (m_facts.pingSent && !m_facts.pongReceived && pong->payload == m_pingPayload)
            m_facts.pongReceived = now();
        record(Direction::Received, Opcode::Pong, pong->payload, controlFrame(pong->payload));
    } else if (const auto *close = std::get_if<wire::CloseReceived>(&event)) {
        const bool first = m_facts.closeBy == SessionFacts::CloseBy::Nobody;
        noteClose(first ? SessionFacts::CloseBy::Peer : m_facts.closeBy, close->code, close->reason);
        const QByteArray payload = wire::closePayload(close->code, close->reason);
        m_closeTimer.start(CloseLimit);
        record(Direction::Received, Opcode::Close, payload, controlFrame(payload));
    } else if (const auto *breach = std::get_if<wire::ProtocolBreach>(&event)) {
        handleBreach(*breach);
    } else if (const auto *ended = std::get_if<wire::StreamEnded>(&event)) {
        m_facts.endedInsideFrame = ended->insideFrame;
    }
}

void Connection::Driver::handleBreach(const wire::ProtocolBreach &breach)
{
    if (breach.breach == wire::FrameBreach::DataAfterClose) // RFC 6455 section 1.4: to be ignored
        return;
    m_facts.breach = breach.breach;
    m_facts.breachRange = breach.range;
    m_facts.breachBytes = breach.inflated ? breach.inflated->bytes : breach.bytes;
    m_closeTimer.start(std::chrono::seconds(1)); // the peer is confused: do not wait long
    m_breachUntold = true;
    flush();
}

void Connection::Driver::noteQuiet()
{
    if (!m_quietNoted)
        m_facts.quietBeforeEnd = now() - m_lastActivity;
    m_quietNoted = true;
}

void Connection::Driver::noteClose(SessionFacts::CloseBy by, std::optional<quint16> code,
                                   const QByteArray &reason)
{
    noteQuiet();
    if (m_facts.closeBy == SessionFacts::CloseBy::Nobody)
        m_facts.closedAt = now();
    m_facts.closeBy = by;
    m_facts.closeCode = code;
    m_facts.closeReason = reason;
}

void Connection::Driver::flush()
{
    const QByteArray out = m_conversation.takeOutgoing();
    if (!out.isEmpty() && !m_over)
        m_channel->write(out);
    if (m_channel->pending() > MaximumPending)
        end(StreamEnd::LimitReached);
    else
        watchOutput();
}

void Connection::Driver::send(Opcode opcode, const QByteArray &payload)
{
    if (m_over || m_conversation.closeSent())
        return;
    const wire::Conversation::Queued queued = opcode == Opcode::Text     ? m_conversation.sendText(payload)
                                              : opcode == Opcode::Binary ? m_conversation.sendBinary(payload)
                                              : opcode == Opcode::Pong   ? m_conversation.pong(payload)
                                                                         : m_conversation.ping(payload);
    if (opcode == Opcode::Ping && !m_facts.pingSent) {
        m_facts.pingSent = now();
        m_pingPayload = payload;
    }
    sent(opcode, payload, queued);
}

void Connection::Driver::sendFragmented(Opcode opcode, const QByteArray &data, qsizetype fragment)
{
    if (m_over || m_conversation.closeSent())
        return;
    const wire::Conversation::Queued queued = m_conversation.sendFragmented(opcode, data, fragment);
    sent(opcode, data, queued, sentFragments(data.size(), fragment, queued, now()));
}

void Connection::Driver::sendPieces(Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts,
                                    bool pings)
{
    if (m_over || m_conversation.closeSent())
        return;
    wire::Conversation::Queued all;
    QList<observation::Fragment> fragments;
    qsizetype from = 0;
    for (qsizetype piece = 0; piece <= cuts.size(); ++piece) {
        const bool isLast = piece == cuts.size();
        const qsizetype to = isLast ? data.size() : qBound(from, cuts.at(piece), data.size());
        const auto queued = m_conversation.sendFragment(piece == 0 ? opcode : Opcode::Continuation,
                                                        data.mid(from, to - from), isLast);
        all.wireSize += queued.wireSize;
        ++all.frames;
        if (!cuts.isEmpty() && fragments.size() < Message::KeptFragments)
            fragments.append({now(), queued.wireSize, to - from});
        from = to;
        const QByteArray payload = "frame " + QByteArray::number(all.frames);
        if (pings && !isLast)
            record(Direction::Sent, Opcode::Ping, payload, m_conversation.ping(payload));
    }
    sent(opcode, data, all, std::move(fragments));
}

void Connection::Driver::sendBytes(const QByteArray &bytes)
{
    if (m_over)
        return;
    m_conversation.sendBytes(bytes);
    sent(Opcode::Binary, bytes, {bytes.size(), 0, false});
}

void Connection::Driver::sent(Opcode opcode, const QByteArray &payload,
                              const wire::Conversation::Queued &queued,
                              QList<observation::Fragment> fragments)
{
    const QPointer<Connection> alive(m_connection);
    record(Direction::Sent, opcode, payload, queued, std::move(fragments));
    tell();
    if (alive && !m_over)
        flush();
}

void Connection::Driver::close(quint16 code, const QByteArray &reason)
{
    if (m_over || m_conversation.closeSent())
        return;
    noteClose(SessionFacts::CloseBy::Us, code, reason);
    const wire::Conversation::Queued queued = m_conversation.close(code, reason);
    m_closeTimer.start(CloseLimit);
    sent(Opcode::Close, wire::closePayload(code, reason), queued);
}

void Connection::Driver::abort()
{
    if (!m_over)
        end(StreamEnd::ClosedByUs);
}

void Connection::Driver::leave()
{
    m_telling = false; // nothing is told later
    abort();
}

void Connection::Driver::setAutoPong(bool on)
{
    m_autoPong = on;
    m_conversation.setAutoPong(on);
}

SessionFacts Connection::Driver::facts() const
{
    SessionFacts facts = m_facts;
    if (!m_over)
        facts.watched = now();
    return facts;
}

void Connection::Driver::end(StreamEnd how)
{
    m_over = true;
    noteQuiet();
    m_closeTimer.stop();
    m_facts.end = how;
    m_facts.endedAt = now();
    m_facts.watched = now();
    m_channel.reset();
    m_endUntold = true;
    tell();
}

// ---- Connection

Connection::Connection(std::shared_ptr<Driver> driver)
    : m_driver(std::move(driver))
{
    m_driver->attach(this);
}

Connection::~Connection()
{
    m_driver->leave();
}

void Connection::sendText(const QByteArray &utf8)
{
    m_driver->send(Opcode::Text, utf8);
}

void Connection::sendBinary(const QByteArray &data)
{
    m_driver->send(Opcode::Binary, data);
}

void Connection::sendPing(const QByteArray &payload)
{
    m_driver->send(Opcode::Ping, payload);
}

void Connection::sendPong(const QByteArray &payload)
{
    m_driver->send(Opcode::Pong, payload);
}

void Connection::sendFragmented(Opcode opcode, const QByteArray &data, qsizetype fragment)
{
    m_driver->sendFragmented(opcode, data, fragment);
}

void Connection::sendPieces(Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts, bool pings)
{
    m_driver->sendPieces(opcode, data, cuts, pings);
}

void Connection::sendBytes(const QByteArray &bytes)
{
    m_driver->sendBytes(bytes);
}

void Connection::close(quint16 code, const QByteArray &reason)
{
    m_driver->close(code, reason);
}

void Connection::abort()
{
    m_driver->abort();
}

void Connection::setAutoPong(bool on)
{
    m_driver->setAutoPong(on);
}

void Connection::setReading(bool on)
{
    m_driver->setReading(on);
}

void Connection::setKept(qsizetype messages, qint64 bytes)
{
    m_driver->setKept(messages, bytes);
}

bool Connection::isOpen() const
{
    return !m_driver->isOver() && !m_driver->isClosing();
}

SessionFacts Connection::facts() const
{
    return m_driver->facts();
}

} // namespace wirewise::probe
