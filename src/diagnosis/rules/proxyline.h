#pragma once

#include "diagnosis/facts.h"

namespace wirewise::diagnosis::rules {

/// With a PROXY protocol line in front, a connection that ended without a byte gets an answer: the judgement
/// then says so. False if that was not tried or changed nothing.
[[nodiscard]] bool provesProxyLine(const Facts &facts, Judgement &judgement);

} // namespace wirewise::diagnosis::rules
