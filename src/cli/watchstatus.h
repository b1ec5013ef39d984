#pragma once

#include "cli/console.h"
#include "diagnosis/course.h"

#include <QList>
#include <QString>

#include <deque>
#include <optional>

namespace wirewise::cli {

/// The last line of the terminal while a watch runs: how it is, the last rounds as signs, and when the next
/// one comes. It is on the terminal only, never in what is piped.
class WatchStatus
{
public:
    /// Rounds that the strip shows at most.
    static constexpr std::size_t StripLength = 40;

    WatchStatus(const Console &console, qsizetype endpoints);

    void addRound(qsizetype endpoint, diagnosis::Verdict verdict);
    /// One endpoint: its course and the pause that is left. Several: none is needed.
    void show(const diagnosis::Course *course, std::chrono::milliseconds now,
              std::optional<std::chrono::milliseconds> next);
    /// Takes the line away, so that others can be written in its place.
    void clear();

    /// Without colours and control characters. "." works, "!" warns, "x" fails, "-" was not checked.
    [[nodiscard]] QString strip() const;
    [[nodiscard]] QString text(const diagnosis::Course *course, std::chrono::milliseconds now,
                               std::optional<std::chrono::milliseconds> next) const;

private:
    [[nodiscard]] QString counts() const;

    Console m_console;
    QList<std::optional<diagnosis::Verdict>> m_latest; ///< of each endpoint
    std::deque<diagnosis::Verdict> m_rounds;           ///< of one endpoint
    bool m_shown = false;
};

} // namespace wirewise::cli
