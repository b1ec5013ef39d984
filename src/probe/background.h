#pragma once

#include <functional>

namespace wirewise::probe {

/// Runs a call that may block (the system's resolver, its proxy settings) on one of a few threads.
/// A call that hangs holds up neither its caller nor the end of the program.
void runInBackground(std::function<void()> call);

} // namespace wirewise::probe
