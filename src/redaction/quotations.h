#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QString>

#include <functional>

namespace wirewise::redaction {

/// The diagnosis with its sentences rewritten. Evidence that quotes bytes which have changed quotes them
/// anew, so that a cut quotation cannot show a part of a secret.
[[nodiscard]] diagnosis::Diagnosis rewritten(diagnosis::Diagnosis diagnosis,
                                             const observation::Observation &before,
                                             const observation::Observation &after,
                                             const std::function<QString(const QString &)> &text);

} // namespace wirewise::redaction
