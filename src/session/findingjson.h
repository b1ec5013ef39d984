#pragma once

#include "diagnosis/finding.h"

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace wirewise::session {

/// As compact JSON.
[[nodiscard]] QByteArray toText(const diagnosis::Diagnosis &diagnosis);
/// Nothing also for a diagnosis without any finding: there is always one.
[[nodiscard]] std::optional<diagnosis::Diagnosis> diagnosisFromJson(const QJsonValue &value);

} // namespace wirewise::session
