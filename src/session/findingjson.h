#pragma once

#include "diagnosis/finding.h"

#include <QJsonObject>

#include <optional>

namespace wirewise::session {

[[nodiscard]] QJsonObject toJson(const diagnosis::Diagnosis &diagnosis);
/// Nothing also for a diagnosis without any finding: there is always one.
[[nodiscard]] std::optional<diagnosis::Diagnosis> diagnosisFromJson(const QJsonValue &value);

} // namespace wirewise::session
