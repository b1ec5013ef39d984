#pragma once

#include <QtGlobal>

namespace wirewise::load {

/// Raises the number of files and sockets that this program may have open to what that many connections need,
/// as far as the system lets it. The result is how many connections there is room for, at most the wanted.
[[nodiscard]] int roomForConnections(int wanted);

} // namespace wirewise::load
