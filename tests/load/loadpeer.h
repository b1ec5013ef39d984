#pragma once

#include "probe/peer.h"
#include "wire/conversation.h"

#include <QTimer>

#include <chrono>
#include <map>

namespace wirewise::testing {

/// What a server under load does; everything that is not set it does not do.
struct LoadRules
{
    int mostOpen = -1; ///< more are refused with that answer
    QByteArray refusal = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    int slowAbove = -1; ///< above so many open ones the handshake waits
    std::chrono::milliseconds slowness{0};
    int dropWhenOpen = -1; ///< once so many are open, some of them are closed
    int dropped = 0;       ///< how many
    quint16 dropCode = 1011;
    bool isMute = false; ///< answers no message and no ping
};

/// A server on loopback that echoes, with rules.
class LoadPeer
{
public:
    explicit LoadPeer(const LoadRules &rules);

    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] const Peer &peer() const { return m_peer; }
    /// Close frames of the client, by their code.
    [[nodiscard]] int closedWith(quint16 code) const { return m_closes.value(code); }

private:
    struct Session
    {
        wire::Conversation conversation{wire::Conversation::Role::Server};
        qsizetype read = 0;
        bool isOpen = false;
    };

    void onBytes(QTcpSocket *socket, const QByteArray &bytes);
    void open(QTcpSocket *socket, const QByteArray &request);
    void read(QTcpSocket *socket, Session &session, const QByteArray &bytes);
    void dropSome();

    LoadRules m_rules;
    std::map<QTcpSocket *, Session> m_sessions;
    QHash<quint16, int> m_closes;
    int m_open = 0;
    Peer m_peer;
};

} // namespace wirewise::testing
