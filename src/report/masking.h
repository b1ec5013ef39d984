#pragma once

#include "report/json.h"

namespace wirewise::report {

/// The same with every known secret masked, in bytes as in sentences. Evidence that quotes masked bytes
/// quotes them anew, so that a cut quotation cannot show a part of a secret.
[[nodiscard]] Checked masked(const Checked &checked);
/// What a few lines tell of it, masked: its address, its verdict, and the primary finding without evidence,
/// causes and fixes. The bytes of the exchanges are neither copied nor masked for it.
[[nodiscard]] Checked maskedBriefly(const Checked &checked);

} // namespace wirewise::report
