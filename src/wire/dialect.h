#pragma once

#include "wire/packet.h"

#include <QByteArrayView>

#include <span>

namespace wirewise::wire {

/// The protocols that run inside a WebSocket and are read here. Words and order are kept for ever.
enum class Dialect {
    Unknown,
    SocketIo, ///< Socket.IO over Engine.IO, protocols 3 and 4 of the latter
    GraphqlTransportWs,
    GraphqlWs, ///< the older one of subscriptions-transport-ws
    Stomp,
    Mqtt, ///< 3.1.1 and 5
    SignalR,
    Phoenix,
    ActionCable,
    JsonRpc,
    Json,
    MessagePack,
    Cbor,
};
QByteArray toString(Dialect dialect); ///< "graphql-transport-ws"

/// A message to begin with, or to copy. `{{name}}` is for the user to fill in.
struct MessageTemplate
{
    const char *name = nullptr; ///< marked with QT_TRANSLATE_NOOP("Dialects", …)
    Opcode opcode = Opcode::Text;
    const char *payload = nullptr; ///< UTF-8; of a binary message its hexadecimal digits
};

/// What is known before the first message.
struct DialectSigns
{
    QByteArray target;      ///< path and query of the request
    QByteArray subprotocol; ///< as the server confirmed it
};

/// One protocol: how it is recognised and read.
struct Decoder
{
    Dialect dialect = Dialect::Unknown;
    const char *name = nullptr; ///< as people call it
    /// From the handshake alone; null if it leaves no sign.
    bool (*announced)(const DialectSigns &signs) = nullptr;
    /// From one of the first messages; null if it has no form of its own.
    bool (*looksLike)(Opcode opcode, QByteArrayView payload) = nullptr;
    /// Empty where the message is none of its packets. Never more than MostPackets.
    QList<Packet> (*decode)(Opcode opcode, QByteArrayView payload) = nullptr;
    std::span<const MessageTemplate> templates = {};
};

inline constexpr qsizetype MostPackets = 256; ///< of one message

/// Those with a form of their own first.
[[nodiscard]] std::span<const Decoder *const> decoders();
[[nodiscard]] const Decoder *decoderOf(Dialect dialect); ///< null for Unknown
/// What the handshake says; Unknown if nothing.
[[nodiscard]] Dialect announcedDialect(const DialectSigns &signs);
/// What one message looks like on its own; Unknown if like nothing.
[[nodiscard]] Dialect guessDialect(Opcode opcode, QByteArrayView payload);

} // namespace wirewise::wire
