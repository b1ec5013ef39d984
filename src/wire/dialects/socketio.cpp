#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"
#include "wire/engineio.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

// Engine.IO protocols 3 and 4, and the Socket.IO packets in their messages (protocols 4 and 5):
// github.com/socketio/engine.io-protocol, github.com/socketio/socket.io-protocol.
namespace wirewise::wire::dialects {

namespace {

constexpr const char *engineTypes[] = {"open", "close", "ping", "pong", "message", "upgrade", "noop"};
constexpr const char *socketTypes[] = {"CONNECT",       "DISCONNECT",   "EVENT",     "ACK",
                                       "CONNECT_ERROR", "BINARY_EVENT", "BINARY_ACK"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QByteArray takeDigits(QByteArrayView payload, qsizetype &at)
{
    const qsizetype start = at;
    while (at < payload.size() && isDigit(payload[at]) && at - start < 20)
        ++at;
    return payload.sliced(start, at - start).toByteArray();
}

/// "5" type, "1-" attachments, "/chat," namespace, "12" acknowledgement id, then JSON.
Packet socketPacket(QByteArrayView payload)
{
    Packet packet;
    qsizetype at = 1;
    if (at >= payload.size() || payload[at] < '0' || payload[at] > '6') {
        packet.type = "message";
        packet.data = {1, payload.size() - 1};
        packet.format = DataFormat::Text;
        return packet;
    }
    const int type = payload[at++] - '0';
    packet.type = socketTypes[type];
    if (type == 5 || type == 6) {
        const QByteArray attachments = takeDigits(payload, at);
        if (attachments.isEmpty() || at >= payload.size() || payload[at] != '-')
            packet.breach = "the number of attachments and a hyphen were expected";
        else
            ++at;
        addField(packet, "attachments", attachments);
    }
    if (at < payload.size() && payload[at] == '/') {
        const qsizetype comma = payload.indexOf(',', at);
        const qsizetype end = comma < 0 ? payload.size() : comma;
        addField(packet, "namespace", payload.sliced(at, end - at).toByteArray());
        at = comma < 0 ? end : comma + 1;
    }
    addField(packet, "acknowledgement", takeDigits(payload, at));
    const QByteArrayView rest = payload.sliced(at);
    const JsonParts parts(rest);
    packet.data = {at, rest.size()};
    packet.format = rest.isEmpty() ? DataFormat::None : DataFormat::Json;
    if (type == 2 || type == 5) {
        packet.summary = shortened(parts.element(0));
        addField(packet, "event", parts.element(0));
        if (!parts.isArray() && packet.breach.isEmpty())
            packet.breach = "an array that begins with the event's name was expected";
    } else if (type == 4) {
        packet.role = Packet::Role::Refuses;
        const auto error = readSocketIoConnectError(payload);
        packet.summary = shortened(error ? error->message : rest.toByteArray());
    } else if (type == 0) {
        packet.role = Packet::Role::Opens;
        packet.summary = parts.text("sid");
    } else if (type == 1) {
        packet.role = Packet::Role::Ends;
    }
    return packet;
}

Packet enginePacket(QByteArrayView payload)
{
    const int type = payload.front() - '0';
    if (type == 4)
        return socketPacket(payload);
    Packet packet;
    packet.type = engineTypes[type];
    const QByteArrayView rest = payload.sliced(1);
    packet.summary = shortened(rest);
    if (type == 0) {
        packet.role = Packet::Role::Opens;
        packet.data = {1, rest.size()};
        packet.format = DataFormat::Json;
        if (const auto open = readEngineIoOpen(payload)) {
            packet.summary = open->sid;
            addField(packet, "session id", open->sid);
            addField(packet, "upgrades", open->upgrades.join(", "));
            addField(packet, "ping interval, ms", QByteArray::number(open->pingInterval));
            addField(packet, "ping timeout, ms", QByteArray::number(open->pingTimeout));
        } else {
            packet.breach = "a JSON object with sid was expected";
        }
    } else if (type == 1) {
        packet.role = Packet::Role::Ends;
    } else if (type == 2 || type == 3) {
        packet.role = Packet::Role::Heartbeat;
        if (type == 2)
            packet.reply = PacketReply{Opcode::Text, "3" + rest.toByteArray()};
    }
    return packet;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    if (opcode == Opcode::Binary) {
        Packet packet; // protocol 3 puts the type 4 in front of an attachment, protocol 4 nothing
        packet.type = "attachment";
        packet.data = {0, payload.size()};
        packet.format = DataFormat::Bytes;
        return {packet};
    }
    if (payload.isEmpty() || payload.front() < '0' || payload.front() > '6')
        return {};
    return {enginePacket(payload)};
}

bool isAnnounced(const DialectSigns &signs)
{
    return looksLikeEngineIo(signs.target);
}

bool isOpenPacket(Opcode opcode, QByteArrayView payload)
{
    return opcode == Opcode::Text && payload.startsWith('0') && readEngineIoOpen(payload).has_value();
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Connect to the main namespace"), Opcode::Text, "40"},
    {QT_TRANSLATE_NOOP("Dialects", "Connect with a token"), Opcode::Text, "40{\"token\":\"{{token}}\"}"},
    {QT_TRANSLATE_NOOP("Dialects", "Connect to a namespace"), Opcode::Text, "40/{{namespace}},"},
    {QT_TRANSLATE_NOOP("Dialects", "Send an event"), Opcode::Text, "42[\"{{event}}\",{\"key\":\"value\"}]"},
    {QT_TRANSLATE_NOOP("Dialects", "Send an event that wants an answer"), Opcode::Text,
     "421[\"{{event}}\",{\"key\":\"value\"}]"},
    {QT_TRANSLATE_NOOP("Dialects", "Leave the namespace"), Opcode::Text, "41"}};

} // namespace

const Decoder socketIo{Dialect::SocketIo, "Socket.IO", isAnnounced, isOpenPacket, decodeMessage, templates};

} // namespace wirewise::wire::dialects
