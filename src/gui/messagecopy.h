#pragma once

#include "observation/message.h"

class QMenu;
class QWidget;

namespace wirewise::gui {

/// A menu "Copy As": text, hex, base64, JSON with indents, C array, Python bytes. The message is kept until
/// the menu is gone. Formats that take several bytes for one are off above 16 MiB.
QMenu *addCopyAsMenu(QMenu *menu, const observation::Message &message);

/// The plain copy: text, or the hex of a binary message.
void copyMessage(const observation::Message &message);

} // namespace wirewise::gui
