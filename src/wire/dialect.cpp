#include "wire/dialect.h"

#include "wire/dialects/tables.h"

namespace wirewise::wire {

namespace {

using namespace dialects;

constexpr const Decoder *all[] = {&socketIo, &graphqlTransportWs, &graphqlWs, &stomp, &mqtt,        &signalR,
                                  &phoenix,  &actionCable,        &jsonRpc,   &json,  &messagePack, &cbor};

} // namespace

QByteArray toString(Dialect dialect)
{
    constexpr const char *words[] = {
        "unknown", "socket.io", "graphql-transport-ws", "graphql-ws", "stomp", "mqtt",
        "signalr", "phoenix",   "actioncable",          "json-rpc",   "json",  "messagepack",
        "cbor"};
    return words[static_cast<int>(dialect)];
}

std::span<const Decoder *const> decoders()
{
    return all;
}

const Decoder *decoderOf(Dialect dialect)
{
    for (const Decoder *decoder : all) {
        if (decoder->dialect == dialect)
            return decoder;
    }
    return nullptr;
}

Dialect announcedDialect(const DialectSigns &signs)
{
    for (const Decoder *decoder : all) {
        if (decoder->announced && decoder->announced(signs))
            return decoder->dialect;
    }
    return Dialect::Unknown;
}

Dialect guessDialect(Opcode opcode, QByteArrayView payload)
{
    for (const Decoder *decoder : all) {
        if (decoder->looksLike && decoder->looksLike(opcode, payload))
            return decoder->dialect;
    }
    return Dialect::Unknown;
}

} // namespace wirewise::wire
