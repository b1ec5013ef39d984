#pragma once

#include "observation/exchange.h"

#include <QString>

namespace wirewise::gui {

/// The request of an exchange as a curl command for a POSIX shell. Nothing is masked.
[[nodiscard]] QString curlCommand(const observation::Exchange &exchange);

} // namespace wirewise::gui
