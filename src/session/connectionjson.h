#pragma once

#include "observation/connectionfacts.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

[[nodiscard]] QJsonObject toJson(const observation::ConnectionFacts &facts);
[[nodiscard]] std::optional<observation::ConnectionFacts> connectionFromJson(const QJsonValue &value);

} // namespace wirewise::session
