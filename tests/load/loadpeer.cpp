#include "load/loadpeer.h"

namespace wirewise::testing {

LoadPeer::LoadPeer(const LoadRules &rules)
    : m_rules(rules)
    , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); },
             [this](QTcpSocket *socket) {
                 QObject::connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
                     const auto ended = m_sessions.find(socket);
                     if (ended == m_sessions.end())
                         return;
                     m_open -= ended->second.isOpen ? 1 : 0;
                     m_sessions.erase(ended);
                 });
             })
{
}

void LoadPeer::onBytes(QTcpSocket *socket, const QByteArray &bytes)
{
    if (!Peer::isWhole(bytes))
        return;
    Session &session = m_sessions[socket];
    if (session.isOpen)
        return read(socket, session, bytes);
    if (session.read > 0)
        return; // its answer is on the way
    session.read = bytes.indexOf("\r\n\r\n") + 4;
    if (m_rules.mostOpen >= 0 && m_open >= m_rules.mostOpen) {
        socket->write(m_rules.refusal);
        socket->disconnectFromHost();
        return;
    }
    const QByteArray request = bytes.first(session.read);
    if (m_rules.slowAbove >= 0 && m_open >= m_rules.slowAbove)
        QTimer::singleShot(m_rules.slowness, socket, [this, socket, request] { open(socket, request); });
    else
        open(socket, request);
}

void LoadPeer::open(QTcpSocket *socket, const QByteArray &request)
{
    socket->write(switchingAnswer(request));
    m_sessions[socket].isOpen = true;
    ++m_open;
    if (m_open == m_rules.dropWhenOpen)
        dropSome();
}

void LoadPeer::read(QTcpSocket *socket, Session &session, const QByteArray &bytes)
{
    session.conversation.receive(bytes.sliced(session.read));
    session.read = bytes.size();
    if (m_rules.isMute)
        session.conversation.setAutoPong(false);
    while (const auto event = session.conversation.next()) {
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event); message && !m_rules.isMute)
            session.conversation.sendText(message->payload);
        if (const auto *close = std::get_if<wire::CloseReceived>(&*event))
            ++m_closes[close->code.value_or(0)];
    }
    socket->write(session.conversation.takeOutgoing());
    if (session.conversation.isFinished())
        socket->disconnectFromHost();
}

void LoadPeer::dropSome()
{
    int left = m_rules.dropped;
    for (auto &[socket, session] : m_sessions) {
        if (!session.isOpen || left-- <= 0)
            continue;
        session.conversation.close(m_rules.dropCode, "overloaded");
        socket->write(session.conversation.takeOutgoing());
    }
}

} // namespace wirewise::testing
