#pragma once

#include "observation/message.h"

#include <QString>

namespace wirewise::report {

/// The data of a message for people: text made safe to show, code and reason of a Close, or hexadecimal where
/// it is none; at most that many characters, with "…" where more was there.
[[nodiscard]] QString shownData(const observation::Message &message, qsizetype most);

} // namespace wirewise::report
