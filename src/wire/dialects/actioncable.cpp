#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

// Rails' Action Cable, actioncable-v1-json: docs.anycable.io/misc/action_cable_protocol.
namespace wirewise::wire::dialects {

namespace {

/// An identifier is JSON inside a JSON string: {"channel":"ChatChannel","room":1}.
QByteArray channelOf(const QByteArray &identifier)
{
    const QByteArray channel = JsonParts(identifier).text("channel");
    return channel.isEmpty() ? identifier : channel;
}

Packet::Role roleOf(const QByteArray &type)
{
    if (type == "welcome")
        return Packet::Role::Opens;
    if (type == "ping")
        return Packet::Role::Heartbeat;
    if (type == "reject_subscription")
        return Packet::Role::Refuses;
    return type == "disconnect" ? Packet::Role::Ends : Packet::Role::Usual;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    const JsonParts parts(payload);
    if (opcode != Opcode::Text || !parts.isObject())
        return {};
    Packet packet;
    const QByteArray identifier = parts.text("identifier");
    if (parts.isString("command"))
        packet.type = parts.text("command");
    else if (parts.isString("type"))
        packet.type = parts.text("type");
    else if (!identifier.isEmpty())
        packet.type = "message";
    if (packet.type.isEmpty())
        return {};
    packet.role = roleOf(packet.type);
    packet.summary = shortened(channelOf(identifier));
    addField(packet, "identifier", identifier);
    addField(packet, "reason", parts.text("reason"));
    addField(packet, "reconnect", parts.text("reconnect"));
    if (packet.type == "disconnect")
        packet.summary = shortened(parts.text("reason"));
    packet.data = parts.rangeOf(parts.has("data") ? "data" : "message");
    packet.format = packet.data.isEmpty() ? DataFormat::None : DataFormat::Json;
    return {packet};
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol.startsWith("actioncable-");
}

bool isWelcome(Opcode opcode, QByteArrayView payload)
{
    return opcode == Opcode::Text && JsonParts(payload).size() == 1 &&
           JsonParts(payload).text("type") == "welcome";
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe"), Opcode::Text,
     R"({"command":"subscribe","identifier":"{\"channel\":\"{{channel}}\"}"})"},
    {QT_TRANSLATE_NOOP("Dialects", "Call an action"), Opcode::Text,
     R"({"command":"message","identifier":"{\"channel\":\"{{channel}}\"}","data":"{\"action\":\"{{action}}\"}"})"},
    {QT_TRANSLATE_NOOP("Dialects", "End the subscription"), Opcode::Text,
     R"({"command":"unsubscribe","identifier":"{\"channel\":\"{{channel}}\"}"})"}};

} // namespace

const Decoder actionCable{Dialect::ActionCable, "Action Cable", isAnnounced, isWelcome,
                          decodeMessage,        templates};

} // namespace wirewise::wire::dialects
