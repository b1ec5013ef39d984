#pragma once

#include "check/watch.h"
#include "cli/arguments.h"

#include <optional>
#include <span>

namespace wirewise::cli {

/// How a run of `watch` goes about it, as its options say.
struct WatchChoice
{
    /// What ends the watch before its time.
    enum class Until { TimeIsUp, Works, Fails };

    check::WatchRule rule;
    std::chrono::milliseconds length{0}; ///< zero: no end
    Until until = Until::TimeIsUp;
    bool lines = false; ///< NDJSON
    bool notifies = false;
    QString command;    ///< run on each change; empty for none
    QString prometheus; ///< file that is written again and again; empty for none
};

[[nodiscard]] std::span<const Option> watchOptions();
/// On a bad value error says what was expected.
[[nodiscard]] WatchChoice readWatchChoice(const Arguments &arguments, QString &error);

/// "30", "1.5s", "5m", "8h", "2d"; nothing for other text.
[[nodiscard]] std::optional<std::chrono::milliseconds> readSpan(const QString &text);

} // namespace wirewise::cli
