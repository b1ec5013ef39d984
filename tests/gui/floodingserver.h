#pragma once

#include "wire/handshake.h"
#include "wire/request.h"

#include <QMutex>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <memory>

namespace wirewise::test {

/// A server on a thread of its own that accepts every upgrade and then sends messages without end, hundreds
/// in a millisecond: `{"n":17,"kind":"tick"}`, in every hundredth "rare" in place of "tick". Stopped, it
/// closes.
class FloodingServer : public QThread
{
public:
    static constexpr int RareEvery = 100;

    FloodingServer()
    {
        start();
        m_listens.acquire();
    }
    ~FloodingServer() override
    {
        quit();
        wait();
    }
    Q_DISABLE_COPY_MOVE(FloodingServer)

    [[nodiscard]] QString url() const { return QStringLiteral("ws://127.0.0.1:%1/").arg(m_port); }
    void stop() { m_stops = true; }
    /// A connection that was closed got so many messages; a check may open more than one.
    [[nodiscard]] bool hasSent(qint64 messages)
    {
        const QMutexLocker lock(&m_mutex);
        return m_sent.contains(messages);
    }

protected:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, this] {
            while (QTcpSocket *socket = server.nextPendingConnection())
                serve(socket);
        });
        m_listens.release();
        exec();
    }

private:
    void serve(QTcpSocket *socket)
    {
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        const auto received = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
            const bool isAnswered = received->contains("\r\n\r\n");
            received->append(socket->readAll());
            if (isAnswered || !received->contains("\r\n\r\n"))
                return;
            const QByteArray key = wire::requestFromBytes(*received).headers.value("Sec-WebSocket-Key");
            if (key.isEmpty()) {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket->disconnectFromHost();
                return;
            }
            socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: " +
                          wire::acceptFor(key) + "\r\n\r\n");
            flood(socket);
        });
    }

    void flood(QTcpSocket *socket)
    {
        auto *timer = new QTimer(socket);
        const auto sent = std::make_shared<qint64>(0);
        QObject::connect(timer, &QTimer::timeout, socket, [this, socket, timer, sent] {
            constexpr int AtOnce = 100;
            constexpr qint64 Enough = 256 * 1024;
            if (socket->bytesToWrite() > Enough)
                return;
            if (m_stops) {
                timer->stop();
                {
                    const QMutexLocker lock(&m_mutex);
                    m_sent.append(*sent);
                }
                socket->write(QByteArray::fromHex("880203e8")); // RFC 6455 section 5.5.1: 1000
                return;
            }
            QByteArray frames;
            for (int i = 0; i < AtOnce; ++i) {
                const qint64 number = ++*sent;
                const QByteArray text = "{\"n\":" + QByteArray::number(number) + ",\"kind\":\"" +
                                        (number % RareEvery == 0 ? "rare" : "tick") + "\"}";
                frames += '\x81';
                frames += static_cast<char>(text.size());
                frames += text;
            }
            socket->write(frames);
        });
        timer->start(1);
    }

    QSemaphore m_listens;
    quint16 m_port = 0;
    std::atomic<bool> m_stops = false;
    QMutex m_mutex;
    QList<qint64> m_sent;
};

} // namespace wirewise::test
