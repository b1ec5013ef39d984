#pragma once

#include <QString>

namespace wirewise::observation {

/// What a place that checks for us is called in sentences, of Observation::from: the host for "ssh:HOST" and
/// "ssh://HOST:PORT", the command itself for any other. Printable, and not long.
[[nodiscard]] QString placeName(const QString &from);

} // namespace wirewise::observation
