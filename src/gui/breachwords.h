#pragma once

#include "wire/frame.h"

#include <QString>

namespace wirewise::gui {

/// The rule in a sentence: "A client masks every frame."
[[nodiscard]] QString ruleWords(wire::FrameBreach breach);
/// Where it is written: "RFC 6455 section 5.1".
[[nodiscard]] QString sectionWords(wire::FrameBreach breach);
/// What a server that keeps to the rules does: "A correct server closes with 1002."
[[nodiscard]] QString answerWords(wire::FrameBreach breach);

} // namespace wirewise::gui
