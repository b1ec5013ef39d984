// Contract of what reads documents that describe endpoints: any bytes are a document or refused in words;
// addresses and reasons are never empty, their number is bounded; the same bytes always give the same.

#include "fuzz/fuzzing.h"

#include "import/discovery.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray document = fuzz::view(data, size).toByteArray();
    for (const imports::DocumentPlace &place :
         {imports::DocumentPlace{QStringLiteral("https://example.org/docs/openapi.json"), {}},
          imports::DocumentPlace{{}, QStringLiteral("ws://localhost:8000/base")}, imports::DocumentPlace{}}) {
        const imports::Discovered found = imports::discover(document, place);
        if (!found.isUnderstood())
            fuzz::require(found.endpoints.isEmpty(), "an error or endpoints");
        fuzz::require(found.endpoints.size() <= imports::MostDiscovered, "bounded");
        fuzz::require(found.passedOver.size() <= imports::MostDiscovered + 1, "bounded");
        for (const imports::DiscoveredEndpoint &endpoint : found.endpoints)
            fuzz::require(!endpoint.address.isEmpty() && !endpoint.what.isEmpty(), "an endpoint is told");
        for (const imports::PassedOver &one : found.passedOver)
            fuzz::require(!one.why.isEmpty(), "a reason is told");
        const imports::Discovered again = imports::discover(document, place);
        fuzz::require(again.endpoints == found.endpoints && again.passedOver == found.passedOver,
                      "the same again");
    }
    return 0;
}
