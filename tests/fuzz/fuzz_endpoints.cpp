// Contract of the files of saved endpoints and environments: what was taken is written and read again as the
// same, no value makes a line of its own, and a filled endpoint goes where it would go without its secrets.

#include "fuzz/fuzzing.h"

#include "endpoints/filledendpoint.h"
#include "observation/endpoint.h"

using namespace wirewise;
using namespace wirewise::endpoints;

namespace {

const QByteArray Secret = "x@evil.example:1/";

FilledEndpoint filledWith(const SavedEndpoint &endpoint, const QByteArray &secret)
{
    Values values;
    values.given = {{"host", "api.example"}, {"line", "one\nsecret two\n"}};
    values.secret = [&secret](const QByteArray &, const QByteArray &) { return secret; };
    return fill(endpoint, values);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto environment = Environment::read(QStringLiteral("e"), bytes)) {
        const auto again = Environment::read(QStringLiteral("e"), environment->toBytes());
        fuzz::require(again && *again == *environment, "environment again");
    }
    auto endpoint = SavedEndpoint::read(QStringLiteral("e"), bytes);
    if (!endpoint)
        return 0;
    const auto again = SavedEndpoint::read(QStringLiteral("e"), endpoint->toBytes());
    fuzz::require(again && again->options() == endpoint->options() &&
                      again->address() == endpoint->address() && again->secrets() == endpoint->secrets(),
                  "endpoint again");
    const FilledEndpoint filled = filledWith(*endpoint, Secret);
    const FilledEndpoint harmless = filledWith(*endpoint, "harmless");
    fuzz::require(filled.place == harmless.place, "the place is decided without secrets");
    if (filled.isComplete() && harmless.isComplete()) {
        const auto to = observation::parseEndpoint(QString::fromUtf8(filled.address)).endpoint;
        const auto meant = observation::parseEndpoint(QString::fromUtf8(harmless.address)).endpoint;
        // An address that cannot be read goes nowhere.
        const bool same = meant && to && to->host == meant->host && to->port == meant->port;
        fuzz::require(filled.secrets.isEmpty() || !to || same, "a secret does not say where it goes");
    }
    endpoint->setOptions({{"send", bytes.toByteArray()}, {"origin", "a\nb"}});
    fuzz::require(endpoint->toBytes().count("\nsend = ") <= 1, "one line");
    return 0;
}
