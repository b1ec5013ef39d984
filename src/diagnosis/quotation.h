#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QByteArray>

namespace wirewise::diagnosis {

/// The bytes that evidence points at, as far as they are there; empty where it points at none.
[[nodiscard]] QByteArray quotedBytes(const Evidence &evidence, const observation::Observation &seen);

} // namespace wirewise::diagnosis
