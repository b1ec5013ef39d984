#pragma once

namespace wirewise::gui {

/// Gives memory that was freed back to the operating system: soon, once, and on a thread of its own. For when
/// much of it became free at once; the allocator would keep it, apart for each thread that ever asked for
/// any.
void giveFreedMemoryBack();

} // namespace wirewise::gui
