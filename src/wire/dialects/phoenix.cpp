#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

// Phoenix channels, serializers 1 (objects) and 2 (arrays):
// hexdocs.pm/phoenix/writing_a_channels_client.html.
namespace wirewise::wire::dialects {

namespace {

struct Envelope
{
    QByteArray joinReference, reference, topic, event;
    ByteRange payload;
};

bool isTextOrNull(const JsonParts &parts, qsizetype nth)
{
    return parts.elementKind(nth) == JsonKind::String || parts.elementKind(nth) == JsonKind::Null;
}

/// [join_ref, ref, topic, event, payload], or an object with these names.
std::optional<Envelope> readEnvelope(const JsonParts &parts)
{
    if (parts.isArray() && parts.size() == 5 && isTextOrNull(parts, 0) && isTextOrNull(parts, 1) &&
        parts.elementKind(2) == JsonKind::String && parts.elementKind(3) == JsonKind::String)
        return Envelope{parts.element(0), parts.element(1), parts.element(2), parts.element(3),
                        parts.rangeOfElement(4)};
    if (parts.isString("topic") && parts.isString("event") && parts.has("payload"))
        return Envelope{parts.text("join_ref"), parts.text("ref"), parts.text("topic"), parts.text("event"),
                        parts.rangeOf("payload")};
    return {};
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Text)
        return {};
    const auto envelope = readEnvelope(JsonParts(payload));
    if (!envelope)
        return {};
    Packet packet;
    packet.type = envelope->event;
    packet.summary = shortened(envelope->topic);
    packet.data = envelope->payload;
    packet.format = DataFormat::Json;
    addField(packet, "topic", envelope->topic);
    if (envelope->reference != "null")
        addField(packet, "reference", envelope->reference);
    if (envelope->joinReference != "null")
        addField(packet, "reference of the join", envelope->joinReference);
    const JsonParts content(payload.sliced(packet.data.offset, packet.data.length));
    addField(packet, "status", content.text("status"));
    if (envelope->topic == "phoenix")
        packet.role = Packet::Role::Heartbeat;
    else if (envelope->event == "phx_join")
        packet.role = Packet::Role::Opens;
    else if (envelope->event == "phx_error" || content.text("status") == "error")
        packet.role = Packet::Role::Refuses;
    else if (envelope->event == "phx_leave" || envelope->event == "phx_close")
        packet.role = Packet::Role::Ends;
    return {packet};
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.target.contains("/websocket") && signs.target.contains("vsn=");
}

/// Objects with topic, event and payload are many; an array of this form, or a phx_ event, is Phoenix'.
bool isEnvelope(Opcode opcode, QByteArrayView payload)
{
    const JsonParts parts(payload);
    const auto envelope = opcode == Opcode::Text ? readEnvelope(parts) : std::nullopt;
    return envelope &&
           (parts.isArray() || envelope->event.startsWith("phx_") || envelope->topic == "phoenix");
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Join a topic"), Opcode::Text, R"(["1","1","{{topic}}","phx_join",{}])"},
    {QT_TRANSLATE_NOOP("Dialects", "Send an event"), Opcode::Text,
     R"(["1","2","{{topic}}","{{event}}",{"key":"value"}])"},
    {QT_TRANSLATE_NOOP("Dialects", "Heartbeat"), Opcode::Text, R"([null,"3","phoenix","heartbeat",{}])"},
    {QT_TRANSLATE_NOOP("Dialects", "Leave"), Opcode::Text, R"(["1","4","{{topic}}","phx_leave",{}])"}};

} // namespace

const Decoder phoenix{Dialect::Phoenix, "Phoenix", isAnnounced, isEnvelope, decodeMessage, templates};

} // namespace wirewise::wire::dialects
