// Contract of the guess: whatever the messages of a connection are, what they look like has a decoder, and
// once settled it stays. Then the values that several protocols carry, as JSON. The first byte chooses text
// or binary.

#include "fuzz/packetcontract.h"

#include "wire/dialectguess.h"
#include "wire/dialects/cbor.h"
#include "wire/dialects/messagepack.h"
#include "wire/json.h"

using namespace wirewise;

namespace {

/// The input as several messages, cut at its NULs.
void checkGuess(wire::Opcode opcode, QByteArrayView payload)
{
    wire::DialectGuess guess;
    const QByteArray bytes = payload.toByteArray();
    for (const QByteArray &message : bytes.split('\0')) {
        const bool wasSettled = guess.isSettled();
        const wire::Dialect before = guess.dialect();
        guess.hear(opcode, message);
        fuzz::require(!wasSettled || guess.dialect() == before, "settled, and another");
    }
    if (const wire::Decoder *decoder = wire::decoderOf(guess.dialect()))
        fuzz::checkPackets(*decoder, opcode, payload);
    else
        fuzz::require(guess.dialect() == wire::Dialect::Unknown, "no decoder");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView payload = fuzz::view(data, size);
    const bool isBinary = (fuzz::takeChoice(&payload) & 1) != 0;
    const wire::Opcode opcode = isBinary ? wire::Opcode::Binary : wire::Opcode::Text;
    checkGuess(opcode, payload);
    static_cast<void>(wire::guessDialect(opcode, payload));
    static_cast<void>(wire::announcedDialect({payload.toByteArray(), payload.toByteArray()}));
    if (const auto value = wire::readMessagePack(payload)) {
        fuzz::require(value->used > 0 && value->used <= payload.size(), "used");
        fuzz::require(wire::JsonTree::parse(value->json).fault() != wire::JsonTree::Fault::BadString, "json");
    }
    static_cast<void>(wire::cborNotation(payload));
    if (const auto json = wire::cborJson(payload))
        fuzz::require(wire::JsonTree::parse(*json).fault() != wire::JsonTree::Fault::BadString, "json");
    return 0;
}
