#include "wire/dialects/jsonparts.h"
#include "wire/dialects/mqttfields.h"
#include "wire/dialects/tables.h"
#include "wire/utf8.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

// MQTT 3.1.1 and 5.0 (docs.oasis-open.org/mqtt), section 6 for WebSocket: binary messages, which may hold
// several control packets or a part of one. Only CONNECT says which version it is; the others are told apart
// by whether their bytes have the properties of MQTT 5.
namespace wirewise::wire::dialects {

namespace {

enum Type { Connect = 1, Connack, Publish, Puback, Pubrec, Pubrel, Pubcomp, Subscribe, Suback };
enum LaterType { Unsubscribe = 10, Unsuback, Pingreq, Pingresp, Disconnect, Auth };

constexpr const char *types[] = {"reserved", "CONNECT",  "CONNACK",    "PUBLISH", "PUBACK",      "PUBREC",
                                 "PUBREL",   "PUBCOMP",  "SUBSCRIBE",  "SUBACK",  "UNSUBSCRIBE", "UNSUBACK",
                                 "PINGREQ",  "PINGRESP", "DISCONNECT", "AUTH"};

/// Section 3.1.2.10: a client that has nothing to say sends PINGREQ within this time.
PacketBeat beatFor(quint32 keepAlive)
{
    return {{Opcode::Binary, QByteArray("\xc0\x00", 2)}, static_cast<int>(keepAlive) * 500};
}

/// Properties, where the bytes are some; else fields stays where it is.
bool takeProperties(Packet &packet, MqttFields &fields)
{
    MqttFields ahead = fields;
    QList<PacketField> properties;
    if (fields.atEnd() || !readMqttProperties(ahead, properties))
        return false;
    fields = ahead;
    packet.fields += properties;
    return true;
}

QByteArray valueOf(const Packet &packet, const char *name)
{
    for (const PacketField &field : packet.fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

void readConnect(Packet &packet, MqttFields &fields)
{
    packet.role = Packet::Role::Opens;
    addField(packet, "protocol", fields.text());
    const int level = fields.byte();
    const int flags = fields.byte();
    addField(packet, "version", level == 3 ? "3.1" : level == 4 ? "3.1.1" : QByteArray::number(level));
    const quint32 keepAlive = fields.number();
    addField(packet, "keep alive, s", QByteArray::number(keepAlive));
    packet.beat = beatFor(keepAlive);
    bool isSound = level < 5 || readMqttProperties(fields, packet.fields);
    packet.summary = shortened(fields.text());
    addField(packet, "client id", packet.summary);
    if ((flags & 0x04) != 0) { // a will: topic and message
        isSound = isSound && (level < 5 || readMqttProperties(fields, packet.fields));
        addField(packet, "will topic", fields.text());
        addField(packet, "will", fields.text());
    }
    if ((flags & 0x80) != 0)
        addField(packet, "user name", fields.text());
    if ((flags & 0x40) != 0)
        addField(packet, "password", QByteArray::number(fields.text().size()) + " bytes");
    if (!isSound)
        packet.breach = "the properties are none of MQTT 5";
}

void readConnack(Packet &packet, MqttFields &fields)
{
    if ((fields.byte() & 1) != 0)
        addField(packet, "session present", "yes");
    const int code = fields.byte();
    packet.role = code == 0 ? Packet::Role::Opens : Packet::Role::Refuses;
    packet.summary = code == 0 ? "accepted" : mqttRefusal(code);
    if (!fields.atEnd() && !takeProperties(packet, fields))
        packet.breach = "the properties are none of MQTT 5";
    // Section 3.2.2.3.14 of MQTT 5: the server's keep alive counts
    if (const QByteArray keepAlive = valueOf(packet, "keep alive of the server, s"); !keepAlive.isEmpty())
        packet.beat = beatFor(keepAlive.toUInt());
}

DataFormat formatOf(QByteArrayView content)
{
    if (content.isEmpty())
        return DataFormat::None;
    const bool hasControls = std::any_of(content.begin(), content.end(), [](char c) {
        return static_cast<quint8>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    if (hasControls || !isValidUtf8(content))
        return DataFormat::Bytes;
    const JsonParts parts(content);
    return parts.isObject() || parts.isArray() ? DataFormat::Json : DataFormat::Text;
}

void readPublish(Packet &packet, MqttFields &fields, int flags, QByteArrayView body, qsizetype base)
{
    packet.summary = shortened(fields.text());
    addField(packet, "topic", packet.summary);
    const int qos = flags >> 1 & 3;
    addField(packet, "QoS", QByteArray::number(qos));
    if ((flags & 1) != 0)
        addField(packet, "retained", "yes");
    if ((flags & 8) != 0)
        addField(packet, "sent again", "yes");
    if (qos > 0)
        addField(packet, "packet id", QByteArray::number(fields.number()));
    // A zero in front is the length of no properties where text follows, else it may be content of 3.1.1.
    MqttFields ahead = fields;
    QList<PacketField> properties;
    if (readMqttProperties(ahead, properties)) {
        const DataFormat behind = formatOf(body.sliced(ahead.at()));
        if (!properties.isEmpty() || behind == DataFormat::Text || behind == DataFormat::Json)
            fields = ahead;
        packet.fields += properties;
    }
    packet.data = {base + fields.at(), body.size() - fields.at()};
    packet.format = formatOf(body.sliced(fields.at()));
}

/// The topics up to the end of the packet; false where they do not fill it.
bool takeTopics(Packet &packet, MqttFields fields, bool wantsQos)
{
    constexpr qsizetype most = 64;
    QList<PacketField> topics;
    while (!fields.atEnd()) {
        const QByteArray topic = fields.text();
        const int options = wantsQos ? fields.byte() : 0;
        if (fields.isShort() || topic.isEmpty() || (options & 3) == 3)
            return false;
        if (topics.size() < most)
            topics.append({"topic", topic});
        if (wantsQos && topics.size() < most)
            topics.append({"QoS", QByteArray::number(options & 3)});
    }
    if (topics.isEmpty())
        return false;
    packet.summary = shortened(topics.constFirst().value);
    packet.fields += topics;
    return true;
}

void readSubscriptions(Packet &packet, MqttFields &fields, bool wantsQos)
{
    addField(packet, "packet id", QByteArray::number(fields.number()));
    if (takeTopics(packet, fields, wantsQos))
        return;
    if (!takeProperties(packet, fields) || !takeTopics(packet, fields, wantsQos))
        packet.breach = "the packet is shorter than its fields";
}

/// SUBACK and UNSUBACK: a code for each topic.
void readResults(Packet &packet, MqttFields &fields)
{
    addField(packet, "packet id", QByteArray::number(fields.number()));
    // One zero alone is QoS 0 of 3.1.1; before others it is the length of no properties.
    MqttFields ahead = fields;
    QList<PacketField> properties;
    if (readMqttProperties(ahead, properties) && !ahead.atEnd()) {
        fields = ahead;
        packet.fields += properties;
    }
    QByteArrayList results;
    while (!fields.atEnd()) {
        const int code = fields.byte();
        const QByteArray result = code >= 0x80 ? mqttRefusal(code) : "QoS " + QByteArray::number(code);
        if (code >= 0x80 && packet.role != Packet::Role::Refuses) {
            packet.role = Packet::Role::Refuses;
            packet.summary = result;
        }
        if (!results.contains(result))
            results.append(result);
    }
    addField(packet, "granted", results.join(", "));
}

/// A reason with its properties, which MQTT 5 may leave out.
void readReason(Packet &packet, MqttFields &fields)
{
    if (fields.atEnd())
        return;
    const int code = fields.byte();
    if (code >= 0x80) {
        if (packet.role == Packet::Role::Usual)
            packet.role = Packet::Role::Refuses;
        packet.summary = mqttRefusal(code);
    }
    takeProperties(packet, fields);
}

/// The body of one control packet; base is where it begins in the message.
Packet readPacket(int first, QByteArrayView body, qsizetype base)
{
    Packet packet;
    const int type = first >> 4;
    packet.type = types[type];
    MqttFields fields(body);
    switch (type) {
    case Connect:
        readConnect(packet, fields);
        break;
    case Connack:
        readConnack(packet, fields);
        break;
    case Publish:
        readPublish(packet, fields, first & 0xF, body, base);
        break;
    case Subscribe:
    case Unsubscribe:
        readSubscriptions(packet, fields, type == Subscribe);
        break;
    case Suback:
        readResults(packet, fields);
        break;
    case Pingreq:
    case Pingresp:
        packet.role = Packet::Role::Heartbeat;
        break;
    case Disconnect:
        packet.role = Packet::Role::Ends;
        readReason(packet, fields);
        break;
    case Auth:
        readReason(packet, fields);
        break;
    case 0:
        packet.breach = "type 0 is reserved";
        break;
    default: // acknowledgements
        addField(packet, "packet id", QByteArray::number(fields.number()));
        readReason(packet, fields);
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
        MqttFields head(payload.sliced(at));
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
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe to everything, MQTT 3.1.1"), Opcode::Binary,
     "82 06 00 01 00 01 23 00"},
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe to everything, MQTT 5"), Opcode::Binary,
     "82 07 00 01 00 00 01 23 00"},
    {QT_TRANSLATE_NOOP("Dialects", "Publish hello to wirewise, MQTT 3.1.1"), Opcode::Binary,
     "30 0f 00 08 77 69 72 65 77 69 73 65 68 65 6c 6c 6f"},
    {QT_TRANSLATE_NOOP("Dialects", "Publish hello to wirewise, MQTT 5"), Opcode::Binary,
     "30 10 00 08 77 69 72 65 77 69 73 65 00 68 65 6c 6c 6f"},
    {QT_TRANSLATE_NOOP("Dialects", "Ping"), Opcode::Binary, "c0 00"},
    {QT_TRANSLATE_NOOP("Dialects", "Disconnect"), Opcode::Binary, "e0 00"}};

} // namespace

const Decoder mqtt{Dialect::Mqtt, "MQTT", isAnnounced, isConnect, decodeMessage, templates};

} // namespace wirewise::wire::dialects
