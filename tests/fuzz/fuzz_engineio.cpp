// Contract of the Engine.IO readers: they never crash whatever the body is, codes stay within 0 to 5, and an
// open packet always has a session id.

#include "fuzz/fuzzing.h"

#include "wire/engineio.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto open = wire::readEngineIoOpen(bytes))
        fuzz::require(!open->sid.isEmpty() && open->pingInterval >= 0 && open->pingTimeout >= 0,
                      "open packet");
    if (const auto refusal = wire::readEngineIoRefusal(bytes))
        fuzz::require(!refusal->code || (*refusal->code >= 0 && *refusal->code <= 5), "code");
    if (const auto error = wire::readSocketIoConnectError(bytes))
        fuzz::require(error->nameSpace.startsWith('/'), "namespace");
    static_cast<void>(wire::looksLikeEngineIo(bytes));
    return 0;
}
