#pragma once

#include "observation/tlsfacts.h"

#include <QJsonValue>

#include <optional>

namespace wirewise::report {

/// "tls" of the contract; null where the connection has none.
[[nodiscard]] QJsonValue tlsToJson(const std::optional<observation::TlsFacts> &tls);

} // namespace wirewise::report
