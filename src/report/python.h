#pragma once

#include "observation/exchange.h"

#include <QString>

namespace wirewise::report {

/// The exchange as a program in Python: an upgrade by the websockets library (from version 10 on), HEAD and
/// GET by the standard library. Nothing is masked; no byte of the exchange is anything but data in it.
[[nodiscard]] QString pythonProgram(const observation::Exchange &exchange);

} // namespace wirewise::report
