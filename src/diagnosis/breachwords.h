#pragma once

#include "wire/frame.h"

#include <QString>

namespace wirewise::diagnosis {

/// What the bytes do that breaks the rule, to stand behind a colon: "a reserved bit is set".
[[nodiscard]] QString breachWords(wire::FrameBreach breach);

} // namespace wirewise::diagnosis
