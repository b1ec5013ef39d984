#include "capturereading.h"

#include <QtEndian>

namespace wirewise::test {

namespace {

template<typename Number>
Number little(const QByteArray &bytes, qsizetype offset)
{
    if (offset + qsizetype(sizeof(Number)) > bytes.size())
        qFatal("The block ends too early.");
    return qFromLittleEndian<Number>(bytes.constData() + offset);
}

template<typename Number>
Number big(const QByteArray &bytes, qsizetype offset)
{
    if (offset + qsizetype(sizeof(Number)) > bytes.size())
        qFatal("The packet ends too early.");
    return qFromBigEndian<Number>(bytes.constData() + offset);
}

/// A right checksum makes the sum of all words, itself included, ones only.
bool sumHolds(const QByteArray &bytes)
{
    quint64 sum = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        sum += static_cast<quint64>(static_cast<quint8>(bytes.at(i))) << (i % 2 == 0 ? 8U : 0U);
    while (sum >> 16U)
        sum = (sum & 0xFFFFU) + (sum >> 16U);
    return sum == 0xFFFF;
}

Packet dissected(const QByteArray &frame)
{
    Packet packet;
    const bool six = big<quint16>(frame, 12) == 0x86DD;
    const QByteArray ip = frame.sliced(14);
    const qsizetype head = six ? 40 : 20;
    const QByteArray tcp = ip.sliced(head);
    const QByteArray addresses = six ? ip.sliced(8, 32) : ip.sliced(12, 8);
    const int length = six ? big<quint16>(ip, 4) : big<quint16>(ip, 2) - 20;
    if (length != tcp.size())
        qFatal("The length of IP is %d, not %d.", length, int(tcp.size()));
    QByteArray pseudo = addresses + QByteArray(8, '\0');
    qToBigEndian(quint32(tcp.size()), pseudo.data() + addresses.size());
    pseudo[pseudo.size() - 1] = 6;
    packet.checksumsHold = sumHolds(pseudo + tcp) && (six || sumHolds(ip.first(20)));
    packet.from = big<quint16>(tcp, 0);
    packet.to = big<quint16>(tcp, 2);
    packet.sequence = big<quint32>(tcp, 4);
    packet.acknowledged = big<quint32>(tcp, 8);
    packet.flags = static_cast<quint8>(tcp.at(13));
    packet.data = tcp.sliced((static_cast<quint8>(tcp.at(12)) >> 4U) * 4);
    return packet;
}

void readOptions(Packet &packet, const QByteArray &options)
{
    for (qsizetype at = 0; at < options.size();) {
        const auto code = little<quint16>(options, at);
        const auto length = little<quint16>(options, at + 2);
        if (code == 0)
            return;
        if (code == 1)
            packet.comment = options.sliced(at + 4, length);
        if (code == 2)
            packet.direction = little<quint32>(options, at + 4);
        at += 4 + (length + 3) / 4 * 4;
    }
    qFatal("The options have no end.");
}

} // namespace

QList<Packet> packetsIn(const QByteArray &file)
{
    QList<Packet> packets;
    if (little<quint32>(file, 0) != 0x0A0D0D0A || little<quint32>(file, 8) != 0x1A2B3C4D)
        qFatal("This is no pcapng.");
    for (qsizetype at = 0; at < file.size();) {
        const auto type = little<quint32>(file, at);
        const auto length = qsizetype(little<quint32>(file, at + 4));
        if (length % 4 != 0 || little<quint32>(file, at + length - 4) != quint32(length))
            qFatal("The lengths of a block do not agree.");
        if (type == 6) {
            const auto captured = qsizetype(little<quint32>(file, at + 20));
            Packet packet = dissected(file.sliced(at + 28, captured));
            packet.time =
                qint64((quint64(little<quint32>(file, at + 12)) << 32U) | little<quint32>(file, at + 16));
            const qsizetype options = 28 + (captured + 3) / 4 * 4;
            readOptions(packet, file.sliced(at + options, length - options - 4));
            packets.append(packet);
        }
        at += length;
    }
    return packets;
}

QMap<quint16, QByteArray> streamsIn(const QList<Packet> &packets, bool sent)
{
    QMap<quint16, QByteArray> streams;
    QMap<quint16, quint32> next;
    for (const Packet &packet : packets) {
        if ((packet.direction == 2) != sent)
            continue;
        const quint16 client = sent ? packet.from : packet.to;
        if (next.contains(client) && packet.sequence != next.value(client))
            qFatal("A sequence number is not the next one.");
        next[client] = packet.sequence + quint32(packet.data.size()) + ((packet.flags & 0x03U) ? 1U : 0U);
        streams[client] += packet.data;
    }
    return streams;
}

} // namespace wirewise::test
