#pragma once

#include "observation/endpoint.h"
#include "observation/settings.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

[[nodiscard]] QJsonObject toJson(const observation::Endpoint &endpoint);
/// Nothing if the value could not have come from parseEndpoint(), for example a line break in the target.
[[nodiscard]] std::optional<observation::Endpoint> endpointFromJson(const QJsonValue &value);

/// With everything the user typed, credentials included: the file is the user's own.
[[nodiscard]] QJsonObject toJson(const observation::Settings &settings);
[[nodiscard]] std::optional<observation::Settings> settingsFromJson(const QJsonValue &value);

} // namespace wirewise::session
