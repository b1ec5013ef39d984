#pragma once

#include "observation/exchange.h"
#include "report/textlayout.h"

namespace wirewise::report {

/// One exchange byte for byte: what was sent, what came back, how it ended and how long it took.
void writeExchange(TextLayout &layout, const observation::Exchange &exchange);
/// How an exchange ended, in a word or a status: "404 Not Found", "refused".
[[nodiscard]] QString answerOf(const observation::Exchange &exchange);
/// "12.1 ms", "3.2 s".
[[nodiscard]] QString durationText(observation::Duration duration);

} // namespace wirewise::report
