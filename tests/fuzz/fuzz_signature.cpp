// Contract of signatureOf: it never crashes, looks at a bounded beginning only, and always names something;
// what starts as HTTP is never called another protocol.

#include "fuzz/fuzzing.h"

#include "wire/signature.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const wire::Signature signature = wire::signatureOf(bytes);
    fuzz::require(!wire::describe(signature).isEmpty() && !wire::toString(signature).isEmpty(), "nameless");
    fuzz::require(!bytes.startsWith("HTTP/") || signature == wire::Signature::Http1,
                  "HTTP under another name");
    fuzz::require(bytes.isEmpty() == (signature == wire::Signature::Empty), "empty");
    return 0;
}
