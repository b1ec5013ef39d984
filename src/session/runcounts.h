#pragma once

#include "session/database.h"
#include "session/sessionfile.h"

namespace wirewise::session {

/// What a list of sessions says of a run over a list; leaves the info of any other session as it is.
void readRunCounts(Database &database, SessionInfo &info);

} // namespace wirewise::session
