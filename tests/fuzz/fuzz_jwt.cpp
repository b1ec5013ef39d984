// Contract of the JWT readers: they never crash; every token found stands in the text and reads by itself.

#include "fuzz/fuzzing.h"

#include "wire/jwt.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const auto alone = wire::readJwt(bytes);
    const QList<wire::Jwt> found = wire::findJwts(bytes);
    for (const wire::Jwt &jwt : found) {
        fuzz::require(bytes.contains(jwt.text), "not in the text");
        fuzz::require(wire::readJwt(jwt.text).has_value(), "does not read by itself");
    }
    fuzz::require(!alone || alone->text == bytes, "text");
    return 0;
}
