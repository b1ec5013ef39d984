#pragma once

#include "observation/exchange.h"

#include <QJsonObject>

namespace wirewise::report {

/// One PROBE of the contract. Nothing is masked here.
[[nodiscard]] QJsonObject probeToJson(const observation::Exchange &exchange);
/// Where it went, with proxy and TLS; null if nothing was reached.
[[nodiscard]] QJsonValue connectionToJson(const observation::ConnectionFacts &facts);
/// Milliseconds with their fraction; null where a phase did not happen.
[[nodiscard]] QJsonValue millisecondsToJson(const std::optional<observation::Duration> &duration);

} // namespace wirewise::report
