#pragma once

#include "probe/peer.h"

#include <QTimer>

#include <chrono>

namespace wirewise::testing {

/// A server that sends numbered messages, as fast as they are taken or one in a while: "17 xxxx". It runs in
/// the event loop of the test.
class PouringPeer
{
public:
    struct Manner
    {
        qsizetype size = 200;               ///< of a message, about
        std::chrono::milliseconds every{0}; ///< 0: as fast as they are taken
        qint64 last = 0;                    ///< then a Close; 0: never
    };

    explicit PouringPeer(Manner manner)
        : m_manner(manner)
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { open(socket, bytes); })
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { sendOne(); });
    }

    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] qint64 sent() const { return m_sent; }
    [[nodiscard]] int open() const { return m_peer.open(); }
    /// The next message is the last one.
    void stop() { m_manner.last = m_sent + 1; }

    static QByteArray payload(qint64 number, qsizetype size)
    {
        return QByteArray(QByteArray::number(number) + ' ').leftJustified(size, 'x');
    }

private:
    void open(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (socket == m_socket || !Peer::isWhole(bytes))
            return;
        if (!isUpgrade(bytes)) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        if (m_socket) {
            socket->write(switchingAnswer(bytes)); // another one is poured into
            return;
        }
        m_socket = socket;
        QObject::connect(socket, &QTcpSocket::disconnected, &m_timer, [this] {
            m_timer.stop();
            m_socket = nullptr;
        });
        socket->write(switchingAnswer(bytes));
        if (m_manner.every.count() > 0)
            return m_timer.start(m_manner.every);
        QObject::connect(socket, &QTcpSocket::bytesWritten, &m_timer, [this] { pour(); });
        pour();
    }
    void pour()
    {
        constexpr qint64 enough = 256 * 1024;
        while (m_socket && !m_closed && m_socket->bytesToWrite() < enough)
            sendOne();
    }
    void sendOne()
    {
        if (!m_socket || m_closed)
            return;
        const QByteArray payload = PouringPeer::payload(++m_sent, m_manner.size);
        m_socket->write(head(payload.size()) + payload);
        m_closed = m_manner.last > 0 && m_sent >= m_manner.last;
        if (m_closed)
            m_socket->write(QByteArray::fromHex("880203e8"));
    }
    /// RFC 6455 section 5.2, of a whole text message.
    static QByteArray head(qsizetype size)
    {
        const auto low = [size](int bits) { return static_cast<char>(size >> bits & 0xFF); };
        if (size < 126)
            return QByteArray("\x81", 1) + static_cast<char>(size);
        if (size <= 0xFFFF)
            return QByteArray("\x81\x7e", 2) + low(8) + low(0);
        return QByteArray("\x81\x7f\0\0\0\0", 6) + low(24) + low(16) + low(8) + low(0);
    }

    Manner m_manner;
    QTimer m_timer;
    qint64 m_sent = 0;
    bool m_closed = false;
    QTcpSocket *m_socket = nullptr;
    Peer m_peer;
};

} // namespace wirewise::testing
