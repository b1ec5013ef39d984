#pragma once

#include "session/sessionfile.h"

#include <optional>

namespace wirewise::session {

/// The earlier session of the same address that tells how its verdict changed: of one that fails now the
/// latest that worked, of one that works now the one just before it, if that failed. Nothing where nothing
/// changed. Sessions that decide nothing are passed over.
[[nodiscard]] std::optional<SessionInfo> changedSince(const QList<SessionInfo> &sessions,
                                                      const SessionInfo &now);

} // namespace wirewise::session
