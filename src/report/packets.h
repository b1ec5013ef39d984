#pragma once

#include "wire/byterange.h"

#include <QByteArray>

namespace wirewise::report {

/// One TCP connection as packets on an Ethernet, made anew from its bytes: sequence numbers and checksums are
/// right, both ends acknowledge what came. Addresses are literals; one that is none stands in as one that is
/// reserved for documentation (RFC 5737, RFC 3849).
class TcpFlow
{
public:
    /// A packet's flags (RFC 9293 section 3.1).
    enum Flag : quint8 { Fin = 0x01, Syn = 0x02, Reset = 0x04, Push = 0x08, Ack = 0x10 };
    /// Longest data of one packet, in bytes.
    static constexpr qsizetype LongestSegment = 1440;

    TcpFlow(const QByteArray &serverAddress, quint16 serverPort, quint16 clientPort);

    /// The next packet that way, with at most LongestSegment bytes of data.
    [[nodiscard]] QByteArray packet(wire::Direction direction, quint8 flags, QByteArrayView data = {});

private:
    [[nodiscard]] QByteArray tcp(wire::Direction direction, quint8 flags, QByteArrayView data);
    [[nodiscard]] QByteArray ip(wire::Direction direction, const QByteArray &segment) const;

    QByteArray m_client, m_server; ///< 4 or 16 bytes
    quint16 m_clientPort, m_serverPort;
    quint32 m_sent = 0, m_received = 0; ///< next sequence number of either end
};

} // namespace wirewise::report
