#include "cli/conformancepeer.h"

#include <QCryptographicHash>
#include <QTimer>
#include <QtEndian>

#include <sys/socket.h>

namespace wirewise::tests {

namespace {

/// RFC 6455 section 4.2.2
QByteArray acceptFor(const QByteArray &head)
{
    const QByteArray name = "sec-websocket-key:";
    const qsizetype at = head.toLower().indexOf(name) + name.size();
    const QByteArray key = head.mid(at, head.indexOf('\r', at) - at).trimmed();
    const QByteArray both = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(both, QCryptographicHash::Sha1).toBase64();
}

QByteArray shown(int opcode, const QByteArray &payload)
{
    return "opcode " + QByteArray::number(opcode) + ", " + QByteArray::number(payload.size()) + " bytes " +
           payload.left(40).toHex(' ');
}

} // namespace

ConformancePeer::ConformancePeer()
{
    connect(&m_server, &QTcpServer::newConnection, this, &ConformancePeer::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

void ConformancePeer::play(const Scene &scene)
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->deleteLater();
    }
    m_socket = nullptr;
    m_scene = scene;
    m_deflate = std::make_unique<RawDeflate>(scene.terms);
    m_in = m_fault = m_message = {};
    m_at = m_got = m_sent = 0;
    m_open = m_waiting = m_ending = m_over = false;
}

QByteArray ConformancePeer::fault() const
{
    if (!m_fault.isEmpty() || m_got == m_scene.expected.size())
        return m_fault;
    const Scene::Item &missing = m_scene.expected.at(m_got);
    return "item " + QByteArray::number(m_got) + " did not come: " + shown(missing.opcode, missing.payload);
}

void ConformancePeer::accept()
{
    m_socket = m_server.nextPendingConnection();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &ConformancePeer::read);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        const bool mayLeave =
            m_scene.tcpEnd == Scene::TcpEnd::Client || m_scene.tcpEnd == Scene::TcpEnd::Half;
        if (!m_ending && !mayLeave)
            blame("the client ended TCP before the server did");
        m_over = true;
        Q_EMIT over();
    });
}

void ConformancePeer::read()
{
    m_in += m_socket->readAll();
    if (m_open && !m_scene.opens)
        blame("a byte behind a handshake that must be refused");
    if (m_open || answerHead()) {
        while (readFrame()) {
        }
        m_in.remove(0, m_at);
        m_at = 0;
        sendOn();
    }
}

bool ConformancePeer::answerHead()
{
    const qsizetype end = m_in.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = m_in.first(end + 4);
    m_in.remove(0, end + 4);
    const bool offered = head.contains("permessage-deflate; client_max_window_bits");
    if (m_scene.terms.agreed && !offered)
        blame("compression was not offered");
    QByteArray answer = m_scene.head;
    if (answer.isEmpty()) {
        const QByteArray extension = m_scene.terms.header();
        answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Accept: %ACCEPT%\r\n" +
                 (extension.isEmpty() ? QByteArray() : "Sec-WebSocket-Extensions: " + extension + "\r\n") +
                 "\r\n";
    }
    answer.replace("%ACCEPT%", acceptFor(head));
    if (!m_scene.head.isEmpty() && m_scene.headChop == 0 && !m_scene.steps.isEmpty())
        answer += m_scene.steps.at(m_sent++).bytes;
    const qsizetype chop = m_scene.headChop > 0 ? m_scene.headChop : answer.size();
    for (qsizetype at = 0; at < answer.size(); at += chop) {
        m_socket->write(answer.mid(at, chop));
        m_socket->flush();
    }
    m_open = true;
    return true;
}

/// Writes what is due, one step for each turn of the event loop, so that they arrive apart.
void ConformancePeer::sendOn()
{
    if (m_waiting || m_ending || m_sent == m_scene.steps.size() || m_scene.steps.at(m_sent).after > m_got)
        return;
    m_waiting = true;
    QTimer::singleShot(0, m_socket, [this] {
        m_waiting = false;
        if (m_ending)
            return;
        m_socket->write(m_scene.steps.at(m_sent++).bytes);
        m_socket->flush();
        if (m_sent == m_scene.steps.size() && m_scene.tcpEnd == Scene::TcpEnd::Half)
            endOwnDirection();
        if (m_sent == m_scene.steps.size() && m_scene.expected.size() == m_got)
            lastCame();
        sendOn();
    });
}

bool ConformancePeer::readFrame()
{
    const QByteArrayView in = QByteArrayView(m_in).sliced(m_at);
    if (in.size() < 2)
        return false;
    const auto first = static_cast<quint8>(in[0]);
    quint64 length = static_cast<quint8>(in[1]) & 0x7FU;
    qsizetype head = 2;
    if (length == 126 && in.size() >= 4) {
        length = qFromBigEndian<quint16>(in.data() + 2);
        head = 4;
        if (length < 126)
            blame("a length in more bytes than it needs");
    } else if (length == 127 && in.size() >= 10) {
        length = qFromBigEndian<quint64>(in.data() + 2);
        head = 10;
        if (length < 65536)
            blame("a length in more bytes than it needs");
    } else if (length > 125) {
        return false;
    }
    if ((static_cast<quint8>(in[1]) & 0x80U) == 0)
        blame("a frame that is not masked");
    const auto size = static_cast<qsizetype>(length);
    if (in.size() < head + 4 + size)
        return false;
    const QByteArrayView mask = in.sliced(head, 4);
    QByteArray payload = in.sliced(head + 4, size).toByteArray();
    char *bytes = payload.data();
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ mask[i % 4]);
    m_at += head + 4 + size;
    take(first, payload);
    return true;
}

void ConformancePeer::take(int first, const QByteArray &payload)
{
    const int opcode = first & 0x0F;
    const bool last = (first & 0x80) != 0;
    if ((first & 0x30) != 0 ||
        ((first & 0x40) != 0 && (!m_scene.terms.agreed || (opcode != Text && opcode != Binary))))
        blame("a reserved bit that nobody negotiated");
    if (opcode >= Close) {
        if (!last || payload.size() > 125)
            blame("a control frame that is too long or in pieces");
        got(opcode, payload);
        return;
    }
    if ((opcode == Continuation) != (m_messageOpcode != 0))
        blame("frames of a message in the wrong order");
    if (opcode != Continuation) {
        m_messageOpcode = opcode;
        m_messageCompressed = (first & 0x40) != 0;
    }
    m_message += payload;
    if (!last)
        return;
    bool ok = true;
    const QByteArray message = m_messageCompressed ? m_deflate->inflate(m_message, &ok) : m_message;
    if (!ok)
        blame("a message that does not inflate in the window agreed on");
    m_message = {};
    got(std::exchange(m_messageOpcode, 0), message);
}

void ConformancePeer::got(int opcode, const QByteArray &payload)
{
    if (m_got == m_scene.expected.size()) {
        blame("more came than expected: " + shown(opcode, payload));
        return;
    }
    const Scene::Item &wanted = m_scene.expected.at(m_got);
    const bool alike = wanted.codeOnly ? payload.left(2) == wanted.payload : payload == wanted.payload;
    if (opcode != wanted.opcode || !alike)
        blame("item " + QByteArray::number(m_got) + ": " + shown(opcode, payload) + " instead of " +
              shown(wanted.opcode, wanted.payload));
    if (++m_got == m_scene.expected.size())
        lastCame();
}

/// RFC 6455 section 7.1.1: the server ends TCP first.
void ConformancePeer::lastCame()
{
    using namespace std::chrono_literals;
    const auto end = [this] {
        m_ending = true;
        m_socket->disconnectFromHost();
    };
    switch (m_scene.tcpEnd) {
    case Scene::TcpEnd::Server:
    case Scene::TcpEnd::Half:
        end();
        break;
    case Scene::TcpEnd::Patient:
        QTimer::singleShot(100ms, m_socket, end);
        break;
    case Scene::TcpEnd::Unlooked:
        if (m_sent == m_scene.steps.size())
            end();
        break;
    case Scene::TcpEnd::Client:
        break;
    }
}

void ConformancePeer::endOwnDirection()
{
    if (m_socket->bytesToWrite() > 0) {
        connect(m_socket, &QTcpSocket::bytesWritten, this, &ConformancePeer::endOwnDirection,
                Qt::UniqueConnection);
        return;
    }
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void ConformancePeer::blame(const QByteArray &what)
{
    if (m_fault.isEmpty())
        m_fault = what;
}

} // namespace wirewise::tests
