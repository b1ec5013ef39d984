#include "wire/dialects/jsonparts.h"
#include "wire/dialects/messagepack.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

// github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md: JSON packets end with 0x1E;
// MessagePack packets begin with their length, seven bits a byte.
namespace wirewise::wire::dialects {

namespace {

constexpr char recordSeparator = '\x1e';

struct KnownType
{
    const char *name;
    Packet::Role role;
};

constexpr KnownType types[] = {{"Invocation", Packet::Role::Usual},
                               {"StreamItem", Packet::Role::Usual},
                               {"Completion", Packet::Role::Usual},
                               {"StreamInvocation", Packet::Role::Usual},
                               {"CancelInvocation", Packet::Role::Usual},
                               {"Ping", Packet::Role::Heartbeat},
                               {"Close", Packet::Role::Ends},
                               {"Ack", Packet::Role::Usual},
                               {"Sequence", Packet::Role::Usual}};

void setType(Packet &packet, int type)
{
    if (type < 1 || type > static_cast<int>(std::size(types))) {
        packet.type = "unknown";
        packet.breach = "no packet of this protocol has the type " + QByteArray::number(type);
        return;
    }
    packet.type = types[type - 1].name;
    packet.role = types[type - 1].role;
}

/// {"protocol":"json","version":1} opens, {} or {"error":"…"} answers.
Packet readHandshake(const JsonParts &parts)
{
    Packet packet;
    packet.role = Packet::Role::Opens;
    if (parts.has("protocol")) {
        packet.type = "Handshake";
        packet.summary = shortened(parts.text("protocol"));
        addField(packet, "version", parts.text("version"));
    } else if (parts.has("error")) {
        packet.type = "Handshake refused";
        packet.role = Packet::Role::Refuses;
        packet.summary = shortened(parts.text("error"));
    } else {
        packet.type = "Handshake accepted";
    }
    return packet;
}

Packet readJson(QByteArrayView text, qint64 base)
{
    const JsonParts parts(text);
    Packet packet;
    if (!parts.isObject()) {
        packet.type = "unknown";
        packet.breach = "a JSON object was expected";
        return packet;
    }
    if (!parts.has("type"))
        return readHandshake(parts);
    setType(packet, parts.text("type").toInt());
    packet.summary = shortened(parts.text("target"));
    addField(packet, "target", parts.text("target"));
    addField(packet, "invocation id", parts.text("invocationId"));
    if (parts.has("error")) {
        packet.role = Packet::Role::Refuses;
        packet.summary = shortened(parts.text("error"));
        addField(packet, "error", parts.text("error"));
    }
    if (packet.role == Packet::Role::Heartbeat)
        packet.reply = PacketReply{Opcode::Text, "{\"type\":6}\x1e"};
    for (const QByteArrayView name :
         {QByteArrayView("arguments"), QByteArrayView("item"), QByteArrayView("result")}) {
        if (parts.has(name)) {
            packet.data = parts.rangeOf(name, base);
            packet.format = DataFormat::Json;
        }
    }
    return packet;
}

QList<Packet> decodeJson(QByteArrayView payload)
{
    QList<Packet> packets;
    qsizetype at = 0;
    while (at < payload.size() && packets.size() < MostPackets) {
        const qsizetype end = payload.indexOf(recordSeparator, at);
        const qsizetype length = (end < 0 ? payload.size() : end) - at;
        packets.append(readJson(payload.sliced(at, length), at));
        if (end < 0)
            packets.last().breach = "the packet does not end with the record separator, 0x1E";
        at += length + 1;
    }
    return packets;
}

/// [1, headers, invocation id, target, arguments], [3, headers, invocation id, 1, error], [7, error].
void readParts(Packet &packet, const JsonParts &parts, int type)
{
    const auto text = [&](qsizetype nth) {
        return parts.elementKind(nth) == JsonKind::String ? parts.element(nth) : QByteArray();
    };
    constexpr int invocation = 1, completion = 3, streamInvocation = 4, cancel = 5, close = 7, ack = 8;
    if (type <= cancel)
        addField(packet, "invocation id", text(2));
    if (type == invocation || type == streamInvocation)
        packet.summary = shortened(text(3));
    if (type >= ack)
        packet.summary = shortened(parts.element(1));
    const QByteArray error = type == close                                   ? text(1)
                             : type == completion && parts.element(3) == "1" ? text(4)
                                                                             : QByteArray();
    if (!error.isEmpty()) {
        packet.role = Packet::Role::Refuses;
        packet.summary = shortened(error);
        addField(packet, "error", error);
    }
}

Packet readPacked(QByteArrayView bytes, qint64 base)
{
    Packet packet;
    const auto value = readMessagePack(bytes);
    const QByteArray array = value && value->used == bytes.size() ? value->json : QByteArray();
    const JsonParts parts(array);
    packet.data = {base, bytes.size()};
    packet.format = DataFormat::MessagePack;
    if (!parts.isArray() || parts.elementKind(0) != JsonKind::Number) {
        packet.type = "unknown";
        packet.breach = "a MessagePack array that begins with a type was expected";
        return packet;
    }
    const int type = parts.element(0).toInt();
    setType(packet, type);
    if (packet.breach.isEmpty())
        readParts(packet, parts, type);
    if (packet.role == Packet::Role::Heartbeat)
        packet.reply = PacketReply{Opcode::Binary, QByteArray("\x02\x91\x06")};
    return packet;
}

/// The handshake is JSON also where all that follows is MessagePack.
qsizetype handshakeLength(QByteArrayView payload)
{
    const qsizetype end = payload.startsWith('{') ? payload.indexOf(recordSeparator) : -1;
    return end >= 0 && JsonParts(payload.first(end)).isObject() ? end + 1 : 0;
}

QList<Packet> decodePacked(QByteArrayView payload)
{
    qsizetype at = handshakeLength(payload);
    QList<Packet> packets = decodeJson(payload.first(at));
    while (at < payload.size() && packets.size() < MostPackets) {
        qsizetype length = 0;
        int shift = 0;
        bool ended = false;
        while (at < payload.size() && shift <= 28 && !ended) {
            const auto byte = static_cast<quint8>(payload[at++]);
            length |= static_cast<qsizetype>(byte & 0x7F) << shift;
            shift += 7;
            ended = (byte & 0x80) == 0;
        }
        const qsizetype available = qMin(length, payload.size() - at);
        packets.append(readPacked(payload.sliced(at, available), at));
        if (!ended || available < length)
            packets.last().breach = "the packet is longer than the message";
        at += available;
    }
    return packets;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    return opcode == Opcode::Text ? decodeJson(payload) : decodePacked(payload);
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.target.contains("/negotiate") || signs.target.startsWith("/signalr/");
}

/// A handshake, packets with a numeric type behind which the separator stands, or arrays that begin with one
/// and have just the length that stands in front.
bool isPacket(Opcode opcode, QByteArrayView payload)
{
    const bool isJson = payload.startsWith('{') && payload.endsWith(recordSeparator);
    if (payload.size() < 3 || (opcode == Opcode::Text && !isJson))
        return false;
    const QList<Packet> packets = decodeMessage(opcode, payload);
    return std::all_of(packets.begin(), packets.end(),
                       [](const Packet &packet) { return packet.breach.isEmpty(); });
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Begin, in JSON"), Opcode::Text,
     "{\"protocol\":\"json\",\"version\":1}{{RS}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Begin, in MessagePack"), Opcode::Text,
     "{\"protocol\":\"messagepack\",\"version\":1}{{RS}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Call a hub method"), Opcode::Text,
     "{\"type\":1,\"invocationId\":\"1\",\"target\":\"{{method}}\",\"arguments\":[]}{{RS}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Ping"), Opcode::Text, "{\"type\":6}{{RS}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Ping, in MessagePack"), Opcode::Binary, "02 91 06"},
    {QT_TRANSLATE_NOOP("Dialects", "Close"), Opcode::Text, "{\"type\":7}{{RS}}"}};

} // namespace

const Decoder signalR{Dialect::SignalR, "SignalR", isAnnounced, isPacket, decodeMessage, templates};

} // namespace wirewise::wire::dialects
