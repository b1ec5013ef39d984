#pragma once

#include "observation/timing.h"

#include <QList>
#include <QString>

#include <span>

namespace wirewise::diagnosis {

/// A limit that some software has where nobody set another.
struct IdleDefault
{
    enum class Counts {
        Silence,  ///< nothing either way, pings are life
        Messages, ///< only messages are life
        Life,     ///< the age of the connection
    };
    std::chrono::seconds limit{0};
    Counts counts = Counts::Silence;
    const char *stack = nullptr;   ///< name, as people know it
    const char *setting = nullptr; ///< what it is called there
    const char *source = nullptr;  ///< address of the documentation
};

[[nodiscard]] std::span<const IdleDefault> idleDefaults();
/// Those of that time, within a tolerance; of silence and of messages, or of life.
[[nodiscard]] QList<IdleDefault> defaultsNear(observation::Duration limit, observation::Duration tolerance,
                                              bool ofLife);

} // namespace wirewise::diagnosis
