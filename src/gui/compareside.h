#pragma once

#include "comparison/compare.h"
#include "session/sessionfile.h"

namespace wirewise::gui {

/// One of the two sessions that are compared: a value, so that it stays while its session is closed.
struct CompareSide
{
    session::SessionInfo info; ///< name, path, when, by which version
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis;

    /// As the window compares: nothing is hidden from the one who made it.
    [[nodiscard]] comparison::Side side() const { return {info.name, observation, diagnosis, observation}; }
};

} // namespace wirewise::gui
