#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

// www.jsonrpc.org/specification (2.0); a batch is an array of calls.
namespace wirewise::wire::dialects {

namespace {

Packet readCall(QByteArrayView text, qint64 base)
{
    const JsonParts parts(text);
    Packet packet;
    if (!parts.isObject() || parts.text("jsonrpc") != "2.0") {
        packet.type = "unknown";
        packet.breach = "an object with \"jsonrpc\": \"2.0\" was expected";
        return packet;
    }
    addField(packet, "id", parts.text("id"));
    packet.format = DataFormat::Json;
    if (parts.has("method")) {
        packet.type = parts.has("id") ? "request" : "notification";
        packet.summary = shortened(parts.text("method"));
        addField(packet, "method", parts.text("method"));
        packet.data = parts.rangeOf("params", base);
    } else if (parts.has("error")) {
        packet.type = "error";
        packet.role = Packet::Role::Refuses;
        packet.data = parts.rangeOf("error", base);
        const JsonParts error(text.sliced(packet.data.offset - base, packet.data.length));
        packet.summary = shortened(error.text("message"));
        addField(packet, "code", error.text("code"));
        addField(packet, "message", error.text("message"));
    } else {
        packet.type = "result";
        packet.summary = shortened(parts.text("id"));
        packet.data = parts.rangeOf("result", base);
        if (packet.data.isEmpty())
            packet.breach = "neither method nor result nor error";
    }
    if (packet.data.isEmpty())
        packet.format = DataFormat::None;
    return packet;
}

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    QList<Packet> packets;
    if (opcode != Opcode::Text)
        return packets;
    const JsonParts parts(payload);
    if (parts.isObject() && parts.has("jsonrpc"))
        packets.append(readCall(payload, 0));
    for (qsizetype i = 0; parts.isArray() && i < qMin(parts.size(), MostPackets); ++i) {
        const ByteRange range = parts.rangeOfElement(i);
        packets.append(readCall(payload.sliced(range.offset, range.length), range.offset));
    }
    return packets;
}

bool isCall(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Text || !payload.contains("\"jsonrpc\""))
        return false;
    const QList<Packet> packets = decodeMessage(opcode, payload);
    return !packets.isEmpty() && packets.constFirst().breach.isEmpty();
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol.startsWith("jsonrpc");
}

constexpr MessageTemplate templates[] = {{QT_TRANSLATE_NOOP("Dialects", "Call a method"), Opcode::Text,
                                          R"({"jsonrpc":"2.0","id":1,"method":"{{method}}","params":[]})"},
                                         {QT_TRANSLATE_NOOP("Dialects", "Notify"), Opcode::Text,
                                          R"({"jsonrpc":"2.0","method":"{{method}}","params":{}})"}};

} // namespace

const Decoder jsonRpc{Dialect::JsonRpc, "JSON-RPC", isAnnounced, isCall, decodeMessage, templates};

} // namespace wirewise::wire::dialects
