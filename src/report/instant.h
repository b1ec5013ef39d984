#pragma once

#include "observation/observation.h"

#include <QString>

#include <chrono>
#include <optional>

namespace wirewise::report {

/// A point in time, in UTC.
using Instant = std::chrono::sys_time<observation::Duration>;

/// When the check began; nothing if it has no date.
[[nodiscard]] std::optional<Instant> startOf(const observation::Observation &observation);
/// When the connection opened that messages are counted from: the end of the upgrade's 101.
[[nodiscard]] std::optional<Instant> openedAt(const observation::Observation &observation);
/// ISO 8601 with microseconds: "2025-11-21T10:12:31.456000Z".
[[nodiscard]] QString toText(Instant instant);
/// For people, to the second: "22 November 2025, 09:14:07 UTC".
[[nodiscard]] QString toWords(Instant instant);

} // namespace wirewise::report
