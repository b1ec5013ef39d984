#pragma once

#include "observation/exchange.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

/// Everything of an exchange but its bytes, which stand in columns of their own.
[[nodiscard]] QJsonObject toJson(const observation::Exchange &exchange);
/// sent and received are empty: set them, then call readResponse().
[[nodiscard]] std::optional<observation::Exchange> exchangeFromJson(const QJsonValue &value);

[[nodiscard]] QJsonObject toJson(const observation::Probe &probe);
[[nodiscard]] std::optional<observation::Probe> probeFromJson(const QJsonValue &value);

} // namespace wirewise::session
