#pragma once

#include "report/json.h"

namespace wirewise::report {

/// The same with every known secret masked, in bytes as in sentences. Evidence that quotes masked bytes
/// quotes them anew, so that a cut quotation cannot show a part of a secret.
[[nodiscard]] Checked masked(const Checked &checked);

} // namespace wirewise::report
