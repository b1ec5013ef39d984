#pragma once

#include "observation/settings.h"

#include <QString>

namespace wirewise::gui {

/// What the field From of the Request panel says, as --via has it: a word alone is a host over ssh. Empty:
/// this computer.
[[nodiscard]] QString placeFrom(const QString &typed);
/// Why no check can be made there with such settings; empty if nothing speaks against it.
[[nodiscard]] QString placeProblem(const QString &place, const observation::Settings &settings);
/// " --via ssh:bastion" for a line of a POSIX shell; empty for this computer.
[[nodiscard]] QString viaOption(const QString &place);

} // namespace wirewise::gui
