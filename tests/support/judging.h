#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QStringList>

namespace wirewise::test {

/// The findings with their confidence, on one line.
[[nodiscard]] QByteArray listed(const diagnosis::Diagnosis &diagnosis);
/// What a diagnosis must never do: an empty or long title, evidence outside its bytes or that does not quote
/// them, a confidence that is none, control characters in a text.
[[nodiscard]] QStringList complaints(const observation::Observation &observation,
                                     const diagnosis::Diagnosis &diagnosis);

} // namespace wirewise::test
