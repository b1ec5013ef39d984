// Contract of readClientHello: it never crashes, and what it gives is no more than the message holds.

#include "fuzz/fuzzing.h"

#include "wire/clienthello.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    static_cast<void>(wire::handshakeMessageName(bytes));
    const std::optional<wire::ClientHello> hello = wire::readClientHello(bytes);
    if (!hello)
        return 0;
    qsizetype held = 2 * (hello->versions.size() + hello->ciphers.size() + hello->groups.size() +
                          hello->signatures.size());
    held += hello->serverName.size();
    for (const QByteArray &protocol : hello->alpn)
        held += 1 + protocol.size();
    fuzz::require(held <= bytes.size(), "more than the message holds");
    return 0;
}
