#pragma once

#include "observation/exchange.h"

#include <QString>

namespace wirewise::report {

/// The exchange as a program in JavaScript: an upgrade that a browser can make as `new WebSocket`, for a
/// browser or Node.js; any other by the ws library; HEAD and GET by fetch. Nothing is masked; no byte of the
/// exchange is anything but data in it.
[[nodiscard]] QString javaScriptProgram(const observation::Exchange &exchange);

} // namespace wirewise::report
