#include "wire/socksmessages.h"

#include "wire/tunnel.h"

#include <arpa/inet.h>

namespace wirewise::wire {

namespace {

QByteArray counted(const QByteArray &text)
{
    return QByteArray(1, static_cast<char>(text.size())) + text;
}

/// Address type and address as RFC 1928 section 5 writes them; a name goes to the proxy as it is.
QByteArray socksAddress(const QByteArray &host)
{
    in_addr four{};
    if (inet_pton(AF_INET, host.constData(), &four) == 1)
        return '\x01' + QByteArray(reinterpret_cast<const char *>(&four), sizeof four);
    in6_addr six{};
    if (inet_pton(AF_INET6, host.constData(), &six) == 1)
        return '\x04' + QByteArray(reinterpret_cast<const char *>(&six), sizeof six);
    return '\x03' + counted(host);
}

} // namespace

QByteArray socksGreeting(bool withCredentials)
{
    // RFC 1928 section 3: VER NMETHODS METHODS
    return withCredentials ? QByteArray("\x05\x02\x00\x02", 4) : QByteArray("\x05\x01\x00", 3);
}

QByteArray socksCredentials(const QByteArray &user, const QByteArray &password)
{
    // RFC 1929 section 2: VER ULEN UNAME PLEN PASSWD
    return '\x01' + counted(user) + counted(password);
}

QByteArray socksConnect(const QByteArray &host, quint16 port)
{
    // RFC 1928 section 4: VER CMD=CONNECT RSV ATYP DST.ADDR DST.PORT
    QByteArray request("\x05\x01\x00", 3);
    request += socksAddress(host);
    request += static_cast<char>(port >> 8U);
    request += static_cast<char>(port & 0xFFU);
    return request;
}

std::optional<qsizetype> socksReplyLength(QByteArrayView reply)
{
    // RFC 1928 section 6: VER REP RSV ATYP BND.ADDR BND.PORT
    if (reply.size() < 5)
        return {};
    switch (reply[3]) {
    case 1:
        return 4 + 4 + 2;
    case 3:
        return 4 + 1 + static_cast<quint8>(reply[4]) + 2;
    case 4:
        return 4 + 16 + 2;
    default:
        return {};
    }
}

QByteArray socksReplyText(quint8 reply)
{
    // RFC 1928 section 6
    switch (reply) {
    case 0:
        return "succeeded";
    case 1:
        return "general SOCKS server failure";
    case 2:
        return "connection not allowed by ruleset";
    case 3:
        return "network unreachable";
    case 4:
        return "host unreachable";
    case 5:
        return "connection refused";
    case 6:
        return "TTL expired";
    case 7:
        return "command not supported";
    case 8:
        return "address type not supported";
    default:
        return "unassigned reply " + QByteArray::number(reply);
    }
}

} // namespace wirewise::wire
