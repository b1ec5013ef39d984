// Contract of what takes pasted texts apart: a text is one or more endpoints, or refused in words; nothing of
// it ends a header line; every part has a meaning; the same text always gives the same.

#include "fuzz/fuzzing.h"

#include "import/readtext.h"
#include "wire/request.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = fuzz::view(data, size).toByteArray();
    const imports::Pasted pasted = imports::readText(text, {});
    fuzz::require(pasted.endpoints.isEmpty() == !pasted.error.isEmpty(), "endpoints or an error");
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints) {
        fuzz::require(!endpoint.parts.isEmpty(), "an endpoint has parts");
        for (const observation::HeaderPair &header : endpoint.settings.headers) {
            fuzz::require(wire::isToken(header.first), "a header has a name");
            fuzz::require(wire::isSafeHeaderText(header.second), "a header is one line");
        }
        fuzz::require(wire::isSafeHeaderText(endpoint.settings.origin.value_or(QByteArray())), "Origin");
        fuzz::require(wire::isSafeHeaderText(endpoint.settings.host.value_or(QByteArray())), "Host");
        fuzz::require(wire::isSafeHeaderText(endpoint.settings.key.value_or(QByteArray())), "key");
        fuzz::require(wire::isSafeHeaderText(endpoint.settings.extensions), "extensions");
        for (const QByteArray &name : endpoint.settings.subprotocols)
            fuzz::require(wire::isSafeHeaderText(name), "subprotocol");
        for (const imports::Part &part : endpoint.parts)
            fuzz::require(!part.meaning.isEmpty() && !part.name.isEmpty(), "a part has a name and a meaning");
    }
    const imports::Pasted again = imports::readText(text, {});
    fuzz::require(again.kind == pasted.kind && again.endpoints.size() == pasted.endpoints.size(),
                  "the same again");
    (void)imports::isMoreThanAddress(text);
    (void)summaryOf(pasted);
    return 0;
}
