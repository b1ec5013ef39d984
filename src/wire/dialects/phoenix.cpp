#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

// Phoenix channels, serializers 1 (objects) and 2 (arrays, and lengths before the parts in binary messages):
// hexdocs.pm/phoenix/writing_a_channels_client.html.
namespace wirewise::wire::dialects {

namespace {

struct Envelope
{
    QByteArray joinReference, reference, topic, event;
    ByteRange payload;
    QByteArray status; ///< of a reply
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
        return Envelope{parts.element(0), parts.element(1),        parts.element(2),
                        parts.element(3), parts.rangeOfElement(4), {}};
    if (parts.isString("topic") && parts.isString("event") && parts.has("payload"))
        return Envelope{parts.text("join_ref"), parts.text("ref"),        parts.text("topic"),
                        parts.text("event"),    parts.rangeOf("payload"), {}};
    return {};
}

bool isNumber(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The lengths of `count` parts, a byte each, then the parts; nothing if they reach too far. `at` then stands
/// at the content.
std::optional<QByteArrayList> takeParts(QByteArrayView payload, int count, qsizetype &at)
{
    QByteArrayList parts;
    at = 1 + count;
    for (int i = 1; i <= count; ++i) {
        const auto length = i < payload.size() ? static_cast<quint8>(payload[i]) : 0;
        if (length > payload.size() - at)
            return {};
        parts.append(payload.sliced(at, length).toByteArray());
        at += length;
    }
    return parts;
}

/// The first byte is 0 for a push, 1 for a reply, 2 for a broadcast.
std::optional<Envelope> readBinaryEnvelope(QByteArrayView payload)
{
    qsizetype at = 0;
    const auto content = [&] { return ByteRange{at, payload.size() - at}; };
    if (payload.startsWith('\x02')) {
        if (const auto parts = takeParts(payload, 2, at))
            return Envelope{{}, {}, parts->at(0), parts->at(1), content(), {}};
    } else if (payload.startsWith('\x01')) {
        if (const auto parts = takeParts(payload, 4, at))
            return Envelope{parts->at(0), parts->at(1), parts->at(2), "phx_reply", content(), parts->at(3)};
    } else if (payload.startsWith('\0')) {
        // A client's push has a reference, a server's has none; references are numbers.
        if (const auto parts = takeParts(payload, 4, at);
            parts && isNumber(parts->at(0)) && isNumber(parts->at(1)))
            return Envelope{parts->at(0), parts->at(1), parts->at(2), parts->at(3), content(), {}};
        if (const auto parts = takeParts(payload, 3, at); parts && isNumber(parts->at(0)))
            return Envelope{parts->at(0), {}, parts->at(1), parts->at(2), content(), {}};
    }
    return {};
}

/// A server closes after a minute without a word; clients send this each 30 s.
PacketBeat beatLike(Opcode opcode, QByteArrayView join)
{
    const bool isObject = opcode == Opcode::Text && join.startsWith('{');
    return {{Opcode::Text, isObject ? R"({"topic":"phoenix","event":"heartbeat","payload":{},"ref":"beat"})"
                                    : R"([null,"beat","phoenix","heartbeat",{}])"},
            30'000};
}

Packet::Role roleOf(const Envelope &envelope)
{
    if (envelope.topic == "phoenix")
        return Packet::Role::Heartbeat;
    if (envelope.event == "phx_join")
        return Packet::Role::Opens;
    if (envelope.event == "phx_error" || envelope.status == "error")
        return Packet::Role::Refuses;
    return envelope.event == "phx_leave" || envelope.event == "phx_close" ? Packet::Role::Ends
                                                                          : Packet::Role::Usual;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    const bool isText = opcode == Opcode::Text;
    auto envelope = isText ? readEnvelope(JsonParts(payload)) : readBinaryEnvelope(payload);
    if (!envelope || envelope->event.isEmpty())
        return {};
    if (isText)
        envelope->status =
            JsonParts(payload.sliced(envelope->payload.offset, envelope->payload.length)).text("status");
    Packet packet;
    packet.type = envelope->event;
    packet.summary = shortened(envelope->topic);
    packet.role = roleOf(*envelope);
    packet.data = envelope->payload;
    packet.format = isText ? DataFormat::Json : DataFormat::Bytes;
    addField(packet, "topic", envelope->topic);
    if (envelope->reference != "null")
        addField(packet, "reference", envelope->reference);
    if (envelope->joinReference != "null")
        addField(packet, "reference of the join", envelope->joinReference);
    addField(packet, "status", envelope->status);
    if (packet.role == Packet::Role::Opens)
        packet.beat = beatLike(opcode, payload);
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
