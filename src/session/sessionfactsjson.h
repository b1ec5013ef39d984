#pragma once

#include "observation/sessionfacts.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

/// Everything of a watched session but its messages and its stream, which are bytes of their own.
[[nodiscard]] QJsonObject toJson(const observation::SessionFacts &facts);
[[nodiscard]] std::optional<observation::SessionFacts> sessionFactsFromJson(const QJsonValue &value);

} // namespace wirewise::session
