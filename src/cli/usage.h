#pragma once

#include "cli/verbs.h"

#include <QString>

namespace wirewise::cli {

/// What `wirewise-cli --help` prints.
[[nodiscard]] QString overview();
/// What `wirewise-cli VERB --help` prints.
[[nodiscard]] QString usageOf(const VerbRow &verb, int width);

} // namespace wirewise::cli
