#pragma once

#include "observation/observation.h"
#include "report/textlayout.h"

namespace wirewise::report {

/// The handshake of the upgrade: a line, and where the text is verbose everything that is known of it.
/// Nothing without TLS.
void writeTls(TextLayout &layout, const observation::Observation &observation);

} // namespace wirewise::report
