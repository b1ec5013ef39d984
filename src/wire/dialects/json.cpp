#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

namespace wirewise::wire::dialects {

namespace {

/// Members by which applications name their messages, the most usual first.
constexpr QByteArrayView namingMembers[] = {"type", "event",  "action", "op",
                                            "kind", "method", "topic",  "channel"};

QList<Packet> decodeMessage(Opcode opcode, QByteArrayView payload)
{
    if (opcode != Opcode::Text)
        return {};
    const JsonParts parts(payload);
    if (!parts.isObject() && !parts.isArray())
        return {};
    Packet packet;
    packet.type = "JSON";
    packet.data = {0, payload.size()};
    packet.format = DataFormat::Json;
    for (const QByteArrayView name : namingMembers) {
        if (parts.isString(name)) {
            packet.summary = shortened(parts.text(name));
            break;
        }
    }
    return {packet};
}

bool isObjectOrArray(Opcode opcode, QByteArrayView payload)
{
    return !decodeMessage(opcode, payload).isEmpty();
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol == "json";
}

} // namespace

const Decoder json{Dialect::Json, "JSON", isAnnounced, isObjectOrArray, decodeMessage, {}};

} // namespace wirewise::wire::dialects
