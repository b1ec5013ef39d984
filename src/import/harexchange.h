#pragma once

#include "import/harfile.h"
#include "observation/exchange.h"

#include <QStringList>

namespace wirewise::imports {

/// The exchange that an entry tells of: byte for byte where Wirewise wrote it, else with heads rebuilt from
/// what the browser lists. What had to be changed for that is added to remarks, each sentence once.
[[nodiscard]] observation::Exchange exchangeOf(const HarEntry &entry, QStringList &remarks);

/// Whether an entry tells enough for an exchange: an answer, or why there was none.
[[nodiscard]] bool hasOutcome(const HarEntry &entry);

} // namespace wirewise::imports
