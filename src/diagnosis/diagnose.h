#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

namespace wirewise::diagnosis {

/// Judges what was seen. Pure: the same observation gives the same diagnosis; callable from any thread.
/// Texts are in the language of QCoreApplication's translators.
[[nodiscard]] Diagnosis diagnose(const observation::Observation &observation);

} // namespace wirewise::diagnosis
