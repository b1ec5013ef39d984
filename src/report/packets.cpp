#include "report/packets.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace wirewise::report {

using wire::Direction;

namespace {

constexpr quint8 TcpProtocol = 6;
constexpr quint16 Window = 0xFFFF;
/// Maximum segment size, and a window scale that keeps the window from ever being full.
constexpr QByteArrayView SynOptions("\x02\x04\x05\xa0\x01\x03\x03\x0e", 8);

QByteArray number16(quint16 value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray number32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// RFC 1071: the ones' complement sum of 16-bit words.
quint16 checksumOf(const QByteArray &bytes)
{
    quint64 sum = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        sum += qFromBigEndian<quint16>(bytes.constData() + i);
    if (bytes.size() % 2 != 0)
        sum += static_cast<quint64>(static_cast<quint8>(bytes.back())) << 8U;
    while (sum >> 16U)
        sum = (sum & 0xFFFFU) + (sum >> 16U);
    return static_cast<quint16>(~sum & 0xFFFFU);
}

void setChecksum(QByteArray &bytes, qsizetype offset, quint16 checksum)
{
    qToBigEndian(checksum, bytes.data() + offset);
}

QByteArray addressBytes(const QByteArray &literal)
{
    QByteArray four(4, '\0'), sixteen(16, '\0');
    if (inet_pton(AF_INET, literal.constData(), four.data()) == 1)
        return four;
    if (inet_pton(AF_INET6, literal.constData(), sixteen.data()) == 1)
        return sixteen;
    return QByteArray("\xc0\x00\x02\x02", 4); // 192.0.2.2
}

/// Who might talk to that server: the same computer, or a documentation address.
QByteArray clientFor(const QByteArray &server)
{
    if (server.size() == 4)
        return server.at(0) == 127 ? server : QByteArray("\xc0\x00\x02\x01", 4); // 192.0.2.1
    const bool loopback = server == QByteArray(15, '\0') + '\1';
    return loopback ? server : addressBytes("2001:db8::1");
}

} // namespace

TcpFlow::TcpFlow(const QByteArray &serverAddress, quint16 serverPort, quint16 clientPort)
    : m_server(addressBytes(serverAddress))
    , m_clientPort(clientPort)
    , m_serverPort(serverPort)
{
    m_client = clientFor(m_server);
}

QByteArray TcpFlow::tcp(Direction direction, quint8 flags, QByteArrayView data)
{
    const bool sent = direction == Direction::Sent;
    const QByteArray options = (flags & Syn) ? SynOptions.toByteArray() : QByteArray();
    const auto headWords = static_cast<quint8>(5 + options.size() / 4);
    QByteArray segment = number16(sent ? m_clientPort : m_serverPort) +
                         number16(sent ? m_serverPort : m_clientPort) + number32(sent ? m_sent : m_received) +
                         number32((flags & Ack) ? (sent ? m_received : m_sent) : 0) + char(headWords << 4U) +
                         char(flags) + number16(Window) + number16(0) + number16(0) + options;
    segment.append(data);
    // A SYN and a FIN count as one byte each.
    (sent ? m_sent : m_received) += static_cast<quint32>(data.size()) + ((flags & (Syn | Fin)) ? 1U : 0U);
    const QByteArray &from = sent ? m_client : m_server;
    const QByteArray &to = sent ? m_server : m_client;
    const QByteArray pseudo =
        from + to + number32(static_cast<quint32>(segment.size())) + number32(TcpProtocol);
    setChecksum(segment, 16, checksumOf(pseudo + segment));
    return segment;
}

QByteArray TcpFlow::ip(Direction direction, const QByteArray &segment) const
{
    const bool sent = direction == Direction::Sent;
    const QByteArray &from = sent ? m_client : m_server;
    const QByteArray &to = sent ? m_server : m_client;
    constexpr char HopLimit = 64;
    if (m_server.size() == 16) {
        return QByteArray("\x60\0\0\0", 4) + number16(static_cast<quint16>(segment.size())) +
               char(TcpProtocol) + HopLimit + from + to + segment;
    }
    constexpr int HeadSize = 20;
    QByteArray head = QByteArray("\x45\0", 2) + number16(static_cast<quint16>(HeadSize + segment.size())) +
                      QByteArray("\0\0\x40\0", 4) + HopLimit + char(TcpProtocol) + number16(0) + from + to;
    setChecksum(head, 10, checksumOf(head));
    return head + segment;
}

QByteArray TcpFlow::packet(Direction direction, quint8 flags, QByteArrayView data)
{
    // Addresses that are administered locally (IEEE 802).
    const QByteArray client("\x02\0\0\0\0\x01", 6), server("\x02\0\0\0\0\x02", 6);
    const QByteArray payload = ip(direction, tcp(direction, flags, data));
    const QByteArray type = m_server.size() == 16 ? QByteArray("\x86\xdd", 2) : QByteArray("\x08\0", 2);
    return (direction == Direction::Sent ? server + client : client + server) + type + payload;
}

} // namespace wirewise::report
