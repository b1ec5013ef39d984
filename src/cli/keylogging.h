#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

namespace wirewise::cli {

/// Names the file of the key log as --keylog or the variable SSLKEYLOGFILE says, and warns of it on standard
/// error. False where the file of --keylog cannot be written; that is said too.
[[nodiscard]] bool startKeyLog(const Arguments &arguments, const Console &console);

} // namespace wirewise::cli
