#pragma once

#include "observation/observation.h"

#include <QString>

namespace wirewise::test {

/// A check that was recorded against a real server: one JSON file with the bytes of every exchange, as
/// text in which each character is one byte.
[[nodiscard]] observation::Observation readCapture(const QString &path);

} // namespace wirewise::test
