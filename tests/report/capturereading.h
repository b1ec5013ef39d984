#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>

namespace wirewise::test {

/// One packet of a capture file, taken apart.
struct Packet
{
    qint64 time = 0;       ///< microseconds since 1970
    quint32 direction = 0; ///< 1 in, 2 out
    QByteArray comment;
    quint16 from = 0, to = 0; ///< ports
    quint32 sequence = 0, acknowledged = 0;
    quint8 flags = 0;
    QByteArray data;
    bool checksumsHold = false;
};

/// Reads what a capture file holds by its own understanding of the format; ends the test program where a
/// block is not as it should be.
[[nodiscard]] QList<Packet> packetsIn(const QByteArray &file);

/// Data of one direction of every connection, by the port of the client, put together by sequence numbers.
[[nodiscard]] QMap<quint16, QByteArray> streamsIn(const QList<Packet> &packets, bool sent);

} // namespace wirewise::test
