#pragma once

#include "observation/exchange.h"

#include <QJsonArray>
#include <QJsonValue>

#include <optional>

namespace wirewise::report {

/// "tls" of the contract; null where the connection has none.
[[nodiscard]] QJsonValue tlsToJson(const std::optional<observation::TlsFacts> &tls);
/// What usual clients would say to the certificates of this exchange, at that time.
[[nodiscard]] QJsonArray clientsToJson(const observation::Exchange &exchange, const QDateTime &at);

} // namespace wirewise::report
