#include "lab/echoserver.h"

#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>

#include <chrono>

namespace wirewise::lab {

namespace {

using namespace std::chrono_literals;

constexpr quint64 MaximumMessage = 4 * 1024 * 1024;
constexpr qint64 MaximumUnsent = 16 * 1024 * 1024;
// A peer that is gone without a word answers no ping and is let go.
constexpr auto PingInterval = 20s;
constexpr auto PongLimit = 60s;

} // namespace

EchoServer::EchoServer(QObject *parent)
    : QObject(parent)
    , m_server(QStringLiteral("wirewise-lab"), QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *socket = m_server.nextPendingConnection())
            welcome(socket);
    });
}

void EchoServer::take(QTcpSocket *socket)
{
    socket->setReadBufferSize(static_cast<qint64>(2 * MaximumMessage));
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->setParent(this);
    m_server.handleConnection(socket);
}

qsizetype EchoServer::connections() const
{
    return findChildren<QTcpSocket *>().size();
}

void EchoServer::welcome(QWebSocket *socket)
{
    socket->setParent(this);
    // QWebSocket cuts every connection to its socket and never deletes it: let it go with its owner.
    for (QTcpSocket *carrier : findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly))
        if (carrier->peerPort() == socket->peerPort())
            carrier->setParent(socket);
    socket->setMaxAllowedIncomingFrameSize(MaximumMessage);
    socket->setMaxAllowedIncomingMessageSize(MaximumMessage);
    const auto mayAnswer = [socket] {
        if (socket->bytesToWrite() <= MaximumUnsent)
            return true;
        socket->abort();
        return false;
    };
    connect(socket, &QWebSocket::textMessageReceived, socket, [socket, mayAnswer](const QString &message) {
        if (mayAnswer())
            socket->sendTextMessage(message);
    });
    connect(socket, &QWebSocket::binaryMessageReceived, socket,
            [socket, mayAnswer](const QByteArray &message) {
                if (mayAnswer())
                    socket->sendBinaryMessage(message);
            });
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);

    auto *silence = new QTimer(socket);
    silence->setSingleShot(true);
    connect(silence, &QTimer::timeout, socket, &QWebSocket::abort);
    connect(socket, &QWebSocket::pong, silence, [silence] { silence->start(PongLimit); });
    silence->start(PongLimit);
    auto *pings = new QTimer(socket);
    connect(pings, &QTimer::timeout, socket, [socket] { socket->ping(); });
    pings->start(PingInterval);
}

} // namespace wirewise::lab
