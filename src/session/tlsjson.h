#pragma once

#include "observation/tlsfacts.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

[[nodiscard]] QJsonObject toJson(const observation::TlsFacts &tls);
/// Nothing where it does not read as what toJson() wrote, now or in an older version.
[[nodiscard]] std::optional<observation::TlsFacts> tlsFromJson(const QJsonValue &value);

} // namespace wirewise::session
