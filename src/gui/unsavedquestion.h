#pragma once

class QWidget;

namespace wirewise::gui {

class ConversationPanel;

/// Whether the window may close now. If a conversation would be lost with it, that is asked first, and the
/// window closes by itself once the answer allows it. GUI thread; does not block.
[[nodiscard]] bool mayClose(QWidget *window, ConversationPanel *conversation);

} // namespace wirewise::gui
