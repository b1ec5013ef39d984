#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

// MQTT 3.1.1 and 5.0 (docs.oasis-open.org/mqtt), section 6 for WebSocket: binary messages, which may hold
// several control packets or a part of one.
namespace wirewise::wire::dialects {

namespace {

constexpr const char *types[] = {"reserved", "CONNECT",  "CONNACK",    "PUBLISH", "PUBACK",      "PUBREC",
                                 "PUBREL",   "PUBCOMP",  "SUBSCRIBE",  "SUBACK",  "UNSUBSCRIBE", "UNSUBACK",
                                 "PINGREQ",  "PINGRESP", "DISCONNECT", "AUTH"};

/// Reads the fields of section 1.5 one after another; what is not there is empty and noted.
class Fields
{
public:
    explicit Fields(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    int byte()
    {
        if (m_at >= m_bytes.size()) {
            m_short = true;
            return 0;
        }
        return static_cast<quint8>(m_bytes[m_at++]);
    }
    int number()
    {
        const int high = byte();
        return high << 8 | byte();
    }
    QByteArray text()
    {
        const int length = number();
        if (m_bytes.size() - m_at < length) {
            m_short = true;
            m_at = m_bytes.size();
            return {};
        }
        m_at += length;
        return m_bytes.sliced(m_at - length, length).toByteArray();
    }
    /// Section 1.5.5 of MQTT 5: seven bits a byte.
    qsizetype variable()
    {
        qsizetype value = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            const int next = byte();
            value |= static_cast<qsizetype>(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
                return value;
        }
        m_short = true;
        return 0;
    }
    void skip(qsizetype count) { m_at = qMin(m_bytes.size(), m_at + qMax<qsizetype>(0, count)); }
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at >= m_bytes.size(); }
    [[nodiscard]] bool isShort() const { return m_short; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_short = false;
};

/// Table 3.1 of 3.1.1; from 128 on those of MQTT 5, section 3.2.2.2.
QByteArray reasonOf(int code)
{
    switch (code) {
    case 0:
        return "accepted";
    case 1:
        return "1, unacceptable protocol version";
    case 2:
        return "2, identifier rejected";
    case 3:
        return "3, server unavailable";
    case 4:
        return "4, bad user name or password";
    case 5:
        return "5, not authorized";
    case 0x81:
        return "0x81, malformed packet";
    case 0x82:
        return "0x82, protocol error";
    case 0x84:
        return "0x84, unsupported protocol version";
    case 0x85:
        return "0x85, client identifier not valid";
    case 0x86:
        return "0x86, bad user name or password";
    case 0x87:
        return "0x87, not authorized";
    case 0x88:
        return "0x88, server unavailable";
    case 0x89:
        return "0x89, server busy";
    case 0x8A:
        return "0x8A, banned";
    case 0x8B:
        return "0x8B, server shutting down";
    case 0x8D:
        return "0x8D, keep alive timeout";
    case 0x8E:
        return "0x8E, session taken over";
    case 0x97:
        return "0x97, quota exceeded";
    default:
        return "0x" + QByteArray::number(code, 16).toUpper();
    }
}

void readConnect(Packet &packet, Fields &fields)
{
    packet.role = Packet::Role::Opens;
    addField(packet, "protocol", fields.text());
    const int level = fields.byte();
    const int flags = fields.byte();
    addField(packet, "version", level == 4 ? "3.1.1" : level == 5 ? "5" : QByteArray::number(level));
    addField(packet, "keep alive, s", QByteArray::number(fields.number()));
    if (level >= 5)
        fields.skip(fields.variable());
    packet.summary = shortened(fields.text());
    addField(packet, "client id", packet.summary);
    if ((flags & 0x04) != 0) { // a will: topic and message
        if (level >= 5)
            fields.skip(fields.variable());
        addField(packet, "will topic", fields.text());
        addField(packet, "will", fields.text());
    }
    if ((flags & 0x80) != 0)
        addField(packet, "user name", fields.text());
    if ((flags & 0x40) != 0)
        addField(packet, "password", QByteArray::number(fields.text().size()) + " bytes");
}

/// MQTT 5 has properties behind the packet id, 3.1.1 the payload: no bytes tell which, so the topic decides
/// nothing and the content is shown whole.
void readPublish(Packet &packet, Fields &fields, int flags, qsizetype base, qsizetype size)
{
    packet.summary = shortened(fields.text());
    addField(packet, "topic", packet.summary);
    addField(packet, "QoS", QByteArray::number(flags >> 1 & 3));
    if ((flags & 1) != 0)
        addField(packet, "retained", "yes");
    if ((flags & 8) != 0)
        addField(packet, "sent again", "yes");
    if ((flags >> 1 & 3) > 0)
        addField(packet, "packet id", QByteArray::number(fields.number()));
    packet.data = {base + fields.at(), qMax<qsizetype>(0, size - fields.at())};
    packet.format = packet.data.isEmpty() ? DataFormat::None : DataFormat::Bytes;
}

void readSubscriptions(Packet &packet, Fields &fields, bool wantsQos)
{
    addField(packet, "packet id", QByteArray::number(fields.number()));
    while (!fields.atEnd() && packet.fields.size() < 64) {
        const QByteArray topic = fields.text();
        if (fields.isShort())
            break;
        if (packet.summary.isEmpty())
            packet.summary = shortened(topic);
        addField(packet, "topic", topic);
        if (wantsQos)
            addField(packet, "QoS", QByteArray::number(fields.byte() & 3));
    }
}

/// The body of one control packet; base is where it begins in the message.
Packet readPacket(int first, QByteArrayView body, qsizetype base)
{
    Packet packet;
    const int type = first >> 4;
    packet.type = types[type];
    Fields fields(body);
    switch (type) {
    case 1:
        readConnect(packet, fields);
        break;
    case 2: {
        fields.byte(); // session present
        const int code = fields.byte();
        packet.role = code == 0 ? Packet::Role::Opens : Packet::Role::Refuses;
        packet.summary = reasonOf(code);
        break;
    }
    case 3:
        readPublish(packet, fields, first & 0xF, base, body.size());
        break;
    case 8:
        readSubscriptions(packet, fields, true);
        break;
    case 10:
        readSubscriptions(packet, fields, false);
        break;
    case 12:
    case 13:
        packet.role = Packet::Role::Heartbeat;
        break;
    case 14:
        packet.role = Packet::Role::Ends;
        if (!body.isEmpty())
            packet.summary = reasonOf(fields.byte());
        break;
    case 0:
        packet.breach = "type 0 is reserved";
        break;
    default: // acknowledgements
        if (body.size() >= 2)
            addField(packet, "packet id", QByteArray::number(fields.number()));
    }
    if (fields.isShort())
        packet.breach = "the packet is shorter than its fields";
    return packet;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    QList<Packet> packets;
    if (opcode != Opcode::Binary) // section 6: a text message ends the connection
        return packets;
    qsizetype at = 0;
    while (at < payload.size() && packets.size() < MostPackets) {
        Fields head(payload.sliced(at));
        const int first = head.byte();
        const qsizetype length = head.variable();
        const qsizetype base = at + head.at();
        const bool isCut = head.isShort() || payload.size() - base < length;
        const QByteArrayView body = payload.sliced(base, isCut ? payload.size() - base : length);
        packets.append(readPacket(first, body, base));
        if (isCut)
            packets.last().breach = "the packet goes on in the next message, or is cut";
        at = base + body.size();
    }
    return packets;
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol == "mqtt" || signs.subprotocol.startsWith("mqttv3");
}

bool isConnect(Opcode opcode, QByteArrayView payload)
{
    return opcode == Opcode::Binary && payload.startsWith('\x10') &&
           payload.first(qMin<qsizetype>(payload.size(), 12)).contains("MQ");
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Connect, MQTT 3.1.1"), Opcode::Binary,
     "10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 77 69 72 65 77 69 73 65"},
    {QT_TRANSLATE_NOOP("Dialects", "Connect, MQTT 5"), Opcode::Binary,
     "10 15 00 04 4d 51 54 54 05 02 00 3c 00 00 08 77 69 72 65 77 69 73 65"},
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe to everything"), Opcode::Binary, "82 06 00 01 00 01 23 00"},
    {QT_TRANSLATE_NOOP("Dialects", "Ping"), Opcode::Binary, "c0 00"},
    {QT_TRANSLATE_NOOP("Dialects", "Disconnect"), Opcode::Binary, "e0 00"}};

} // namespace

const Decoder mqtt{Dialect::Mqtt, "MQTT", isAnnounced, isConnect, decodeMessage, templates};

} // namespace wirewise::wire::dialects
