// Contract of one decoder, which the build names: whatever a message is, it does not crash, and what it says
// holds (packetcontract.h). The first byte chooses text or binary.

#include "fuzz/packetcontract.h"

#include "wire/dialects/tables.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView payload = fuzz::view(data, size);
    const bool isBinary = (fuzz::takeChoice(&payload) & 1) != 0;
    const wire::Opcode opcode = isBinary ? wire::Opcode::Binary : wire::Opcode::Text;
    const wire::Decoder &decoder = wire::dialects::WIREWISE_DECODER;
    fuzz::checkPackets(decoder, opcode, payload);
    if (decoder.looksLike)
        static_cast<void>(decoder.looksLike(opcode, payload));
    if (decoder.announced)
        static_cast<void>(decoder.announced({payload.toByteArray(), payload.toByteArray()}));
    return 0;
}
