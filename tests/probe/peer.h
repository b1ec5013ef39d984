#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <cerrno>
#include <functional>

#include <sys/socket.h>

namespace wirewise::testing {

/// A server on loopback that does what a test tells it, on a port of its own.
class Peer
{
public:
    using OnConnect = std::function<void(QTcpSocket *)>;
    /// All bytes of this connection so far.
    using OnBytes = std::function<void(QTcpSocket *, const QByteArray &)>;

    explicit Peer(OnBytes onBytes = {}, OnConnect onConnect = {},
                  const QHostAddress &address = QHostAddress::LocalHost)
        : m_onBytes(std::move(onBytes))
        , m_onConnect(std::move(onConnect))
    {
        m_server.listen(address);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_context, [this] { accept(); });
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    [[nodiscard]] QString url(const QString &scheme = QStringLiteral("ws"),
                              const QString &path = QStringLiteral("/ws")) const
    {
        return scheme + QStringLiteral("://127.0.0.1:") + QString::number(port()) + path;
    }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int mostAtOnce() const { return m_mostAtOnce; }
    [[nodiscard]] int open() const { return m_open; }
    /// Heads of the requests in the order in which they were complete.
    [[nodiscard]] const QList<QByteArray> &requests() const { return m_requests; }

    /// Ends a connection with RST.
    static void reset(QTcpSocket *socket)
    {
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket->abort();
    }
    static bool isWhole(const QByteArray &bytes) { return bytes.contains("\r\n\r\n"); }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++m_connections;
            ++m_open;
            m_sockets.append(socket);
            m_mostAtOnce = qMax(m_mostAtOnce, alive());
            QObject::connect(socket, &QTcpSocket::disconnected, &m_context, [this, socket] {
                --m_open;
                m_sockets.removeOne(socket);
                m_bytes.remove(socket);
                socket->deleteLater();
            });
            QObject::connect(socket, &QTcpSocket::readyRead, &m_context, [this, socket] { read(socket); });
            if (m_onConnect)
                m_onConnect(socket);
        }
    }
    void read(QTcpSocket *socket)
    {
        QByteArray &bytes = m_bytes[socket];
        const bool whole = isWhole(bytes);
        bytes.append(socket->readAll());
        if (!whole && isWhole(bytes))
            m_requests.append(bytes.left(bytes.indexOf("\r\n\r\n") + 4));
        if (m_onBytes)
            m_onBytes(socket, QByteArray(bytes));
    }

    /// Connections that the client has not ended yet, whether or not the event loop knows.
    [[nodiscard]] int alive() const
    {
        int count = 0;
        for (const QTcpSocket *socket : m_sockets) {
            char byte = 0;
            const auto descriptor = static_cast<int>(socket->socketDescriptor());
            const ssize_t size = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            const bool ended = size == 0 || (size < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
            count += ended ? 0 : 1;
        }
        return count;
    }

    QTcpServer m_server;
    OnBytes m_onBytes;
    OnConnect m_onConnect;
    QHash<QTcpSocket *, QByteArray> m_bytes;
    QList<QTcpSocket *> m_sockets;
    QList<QByteArray> m_requests;
    int m_connections = 0;
    int m_open = 0;
    int m_mostAtOnce = 0;
    QObject m_context; ///< goes first, so that sockets that end with the server call nobody
};

/// The answer that opens a WebSocket for these request bytes.
[[nodiscard]] QByteArray switchingAnswer(const QByteArray &request);
/// Whether a request asks for an upgrade.
[[nodiscard]] bool isUpgrade(const QByteArray &request);

} // namespace wirewise::testing
