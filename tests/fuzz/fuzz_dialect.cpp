// Contract of the decoders: whatever a message is, none crashes, packets are few, and what they point at lies
// inside the message. The first byte chooses text or binary.

#include "fuzz/fuzzing.h"

#include "wire/dialect.h"
#include "wire/dialects/cbor.h"
#include "wire/dialects/messagepack.h"
#include "wire/json.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const wire::Opcode opcode = (data[0] & 1) != 0 ? wire::Opcode::Binary : wire::Opcode::Text;
    const QByteArrayView payload = fuzz::view(data + 1, size - 1);
    for (const wire::Decoder *decoder : wire::decoders()) {
        const QList<wire::Packet> packets = decoder->decode(opcode, payload);
        fuzz::require(packets.size() <= wire::MostPackets, "few packets");
        for (const wire::Packet &packet : packets) {
            fuzz::require(!packet.type.isEmpty(), "a type");
            fuzz::require(packet.data.offset >= 0 && packet.data.length >= 0 &&
                              packet.data.end() <= payload.size(),
                          "data inside");
        }
    }
    static_cast<void>(wire::guessDialect(opcode, payload));
    static_cast<void>(wire::announcedDialect({payload.toByteArray(), payload.toByteArray()}));
    if (const auto value = wire::readMessagePack(payload)) {
        fuzz::require(value->used > 0 && value->used <= payload.size(), "used");
        fuzz::require(wire::JsonTree::parse(value->json).fault() != wire::JsonTree::Fault::BadString, "json");
    }
    static_cast<void>(wire::cborNotation(payload));
    return 0;
}
