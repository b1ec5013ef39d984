#pragma once

#include "wire/byterange.h"
#include "wire/frame.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// One named value of a packet, as the protocol writes it. Names are ours, values are the peer's.
struct PacketField
{
    QByteArray name;  ///< "namespace", "packet id"
    QByteArray value; ///< UTF-8; printable only as far as the peer was kind

    friend bool operator==(const PacketField &, const PacketField &) = default;
};

/// What a protocol's own heartbeat wants back.
struct PacketReply
{
    Opcode opcode = Opcode::Text;
    QByteArray payload;

    friend bool operator==(const PacketReply &, const PacketReply &) = default;
};

/// What a client sends again and again from a packet on, so that the peer takes it for alive.
struct PacketBeat
{
    PacketReply what;
    int every = 0; ///< ms; 0: no longer
};

/// How the bytes of Packet::data are to be read.
enum class DataFormat { None, Json, MessagePack, Cbor, Text, Bytes };

/// One packet of a protocol that runs over WebSocket. A message may hold several.
struct Packet
{
    enum class Role {
        Usual,
        Opens,     ///< begins the protocol's own session
        Heartbeat, ///< ping or pong of the protocol
        Refuses,   ///< an error or a rejection
        Ends,
    };

    QByteArray type;    ///< in the protocol's words: "EVENT", "subscribe", "PUBLISH"
    QByteArray summary; ///< what tells it from others of its type: event, topic, id; may be empty
    Role role = Role::Usual;
    QList<PacketField> fields;
    ByteRange data; ///< in the message: the content that the packet carries
    DataFormat format = DataFormat::None;
    QByteArray breach; ///< in English, where the packet breaks its protocol; for logs and details
    std::optional<PacketReply> reply;
    std::optional<PacketBeat> beat; ///< in place of the one before
};

} // namespace wirewise::wire
