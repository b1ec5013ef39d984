#pragma once

#include "fuzz/fuzzing.h"

#include "wire/dialect.h"

namespace wirewise::fuzz {

/// What holds of a decoder whatever the message is: packets are few and have a name, what they point at lies
/// inside the message, what they say is no longer than it by much, and it is the same when asked again.
inline void checkPackets(const wire::Decoder &decoder, wire::Opcode opcode, QByteArrayView payload)
{
    const QList<wire::Packet> packets = decoder.decode(opcode, payload);
    require(packets.size() <= wire::MostPackets, "few packets");
    qint64 said = 0;
    for (const wire::Packet &packet : packets) {
        require(!packet.type.isEmpty(), "a type");
        require(packet.data.offset >= 0 && packet.data.length >= 0 && packet.data.end() <= payload.size(),
                "data inside");
        require(!packet.beat || packet.beat->every >= 0, "a beat in the past");
        said += packet.type.size() + packet.summary.size();
        for (const wire::PacketField &field : packet.fields) {
            require(!field.name.isEmpty() || decoder.dialect == wire::Dialect::Stomp, "a nameless field");
            said += field.name.size() + field.value.size();
        }
    }
    require(said <= 64 * payload.size() + 64 * 1024, "says more than it heard");
    const QList<wire::Packet> again = decoder.decode(opcode, payload);
    require(again.size() == packets.size(), "not the same again");
    for (qsizetype i = 0; i < packets.size(); ++i)
        require(again.at(i).type == packets.at(i).type && again.at(i).fields == packets.at(i).fields,
                "not the same again");
}

} // namespace wirewise::fuzz
