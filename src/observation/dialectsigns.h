#pragma once

#include "observation/exchange.h"
#include "wire/dialect.h"

namespace wirewise::observation {

/// What the handshake of an upgrade says of the protocol inside; empty as long as nothing was sent.
[[nodiscard]] wire::DialectSigns dialectSignsOf(const Exchange &upgrade);

} // namespace wirewise::observation
