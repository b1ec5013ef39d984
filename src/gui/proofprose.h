#pragma once

#include "diagnosis/finding.h"
#include "gui/widgets/prose.h"

#include <QString>

namespace wirewise::gui {

/// How far a fix can be trusted, as a quiet line: the software that it mended, or the documentation that says
/// it. Its address is a link only if it is one that openDocumentation() opens; else it stays text. Empty
/// where neither is told.
[[nodiscard]] Prose proofProse(const diagnosis::Fix &fix);

/// Opens the address in the browser of the desktop. Only https with a host and without a password: a saved
/// session may come from anybody, and nothing in it may start a program or show one address and open another.
/// Returns whether it was handed over.
bool openDocumentation(const QString &address);

} // namespace wirewise::gui
