#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

// github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md, and the older protocol of
// github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md.
namespace wirewise::wire::dialects {

namespace {

struct KnownType
{
    QByteArrayView name;
    Packet::Role role;
    bool newer, older; ///< belongs to graphql-transport-ws, to graphql-ws
};

constexpr KnownType types[] = {
    {"connection_init", Packet::Role::Opens, true, true},
    {"connection_ack", Packet::Role::Opens, true, true},
    {"connection_error", Packet::Role::Refuses, false, true},
    {"connection_terminate", Packet::Role::Ends, false, true},
    {"ka", Packet::Role::Heartbeat, false, true},
    {"ping", Packet::Role::Heartbeat, true, false},
    {"pong", Packet::Role::Heartbeat, true, false},
    {"subscribe", Packet::Role::Usual, true, false},
    {"start", Packet::Role::Usual, false, true},
    {"next", Packet::Role::Usual, true, false},
    {"data", Packet::Role::Usual, false, true},
    {"error", Packet::Role::Refuses, true, true},
    {"complete", Packet::Role::Usual, true, true},
    {"stop", Packet::Role::Usual, false, true},
};

const KnownType *typeNamed(QByteArrayView name)
{
    const auto found = std::find_if(std::begin(types), std::end(types),
                                    [&](const KnownType &type) { return type.name == name; });
    return found == std::end(types) ? nullptr : found;
}

QByteArray operationOf(QByteArrayView payload)
{
    const JsonParts parts(payload);
    return parts.has("operationName") && parts.isString("operationName") ? parts.text("operationName")
                                                                         : parts.text("query").simplified();
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload, bool newer)
{
    if (opcode != Opcode::Text)
        return {};
    const JsonParts parts(payload);
    if (!parts.isObject() || !parts.isString("type") || parts.text("type").isEmpty())
        return {};
    Packet packet;
    packet.type = parts.text("type");
    const KnownType *type = typeNamed(packet.type);
    if (!type)
        packet.breach = "no message of this protocol has this type";
    else if (!(newer ? type->newer : type->older))
        packet.breach = newer ? "this type belongs to the older protocol, graphql-ws"
                              : "this type belongs to the newer protocol, graphql-transport-ws";
    else
        packet.role = type->role;
    addField(packet, "id", parts.text("id"));
    packet.data = parts.rangeOf("payload");
    if (!packet.data.isEmpty())
        packet.format = DataFormat::Json;
    const QByteArrayView carried = payload.sliced(packet.data.offset, packet.data.length);
    const bool asks = packet.type == "subscribe" || packet.type == "start";
    packet.summary = shortened(asks                                   ? operationOf(carried)
                               : packet.role == Packet::Role::Refuses ? carried.toByteArray()
                                                                      : parts.text("id"));
    if (newer && packet.type == "ping")
        packet.reply = PacketReply{Opcode::Text, R"({"type":"pong"})"};
    return {packet};
}

QList<Packet> decodeNewer(Opcode opcode, QByteArrayView payload)
{
    return decodeMessage(opcode, payload, true);
}

QList<Packet> decodeOlder(Opcode opcode, QByteArrayView payload)
{
    return decodeMessage(opcode, payload, false);
}

constexpr MessageTemplate newerTemplates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Open"), Opcode::Text, R"({"type":"connection_init"})"},
    {QT_TRANSLATE_NOOP("Dialects", "Open with a token"), Opcode::Text,
     R"({"type":"connection_init","payload":{"Authorization":"Bearer {{token}}"}})"},
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe"), Opcode::Text,
     R"({"id":"1","type":"subscribe","payload":{"query":"subscription { {{field}} }"}})"},
    {QT_TRANSLATE_NOOP("Dialects", "End the subscription"), Opcode::Text, R"({"id":"1","type":"complete"})"},
    {QT_TRANSLATE_NOOP("Dialects", "Ping"), Opcode::Text, R"({"type":"ping"})"}};

constexpr MessageTemplate olderTemplates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Open"), Opcode::Text, R"({"type":"connection_init","payload":{}})"},
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe"), Opcode::Text,
     R"({"id":"1","type":"start","payload":{"query":"subscription { {{field}} }"}})"},
    {QT_TRANSLATE_NOOP("Dialects", "End the subscription"), Opcode::Text, R"({"id":"1","type":"stop"})"},
    {QT_TRANSLATE_NOOP("Dialects", "Close"), Opcode::Text, R"({"type":"connection_terminate"})"}};

bool isNewer(const DialectSigns &signs)
{
    return signs.subprotocol == "graphql-transport-ws";
}

bool isOlder(const DialectSigns &signs)
{
    return signs.subprotocol == "graphql-ws";
}

} // namespace

const Decoder graphqlTransportWs{
    Dialect::GraphqlTransportWs, "GraphQL", isNewer, nullptr, decodeNewer, newerTemplates};
const Decoder graphqlWs{Dialect::GraphqlWs, "GraphQL (older)", isOlder, nullptr, decodeOlder, olderTemplates};

} // namespace wirewise::wire::dialects
