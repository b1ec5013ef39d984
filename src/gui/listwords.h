#pragma once

#include "gui/listrow.h"

#include <QDateTime>
#include <QString>

namespace wirewise::gui {

/// What is said of a run over a list as a whole.
struct ListState
{
    ListCounts counts;
    bool isRunning = false;
    bool isStopped = false; ///< by the user, or its program ended before it did
    int atOnce = 16;
    QDateTime startedAt;
    qint64 elapsed = 0; ///< milliseconds of the work, without pauses
    /// The endpoints that are worse, or better, than in the last run: how many, and the first of them.
    qsizetype worse = 0, better = 0;
    QString firstWorse, firstBetter;
    QDateTime lastRun; ///< invalid without one
};

/// "4 of 14 endpoints fail. One of them worked yesterday: netra-staging.example/ws/health."
[[nodiscard]] QString listSentence(const ListState &state, const QDateTime &now);
/// "13 done, 1 running, up to 16 at once. Started 08:40:02, 3.4 s ago."
[[nodiscard]] QString listSecondLine(const ListState &state);
/// "14 endpoints"
[[nodiscard]] QString endpointCount(qsizetype count);
inline constexpr qsizetype LongestListTitle = 60;
/// "14 endpoints from staging.txt"; of a list without a title the count alone.
[[nodiscard]] QString listName(const QString &title, qsizetype count);
/// "4 fail, 5 with warnings"; "all work"
[[nodiscard]] QString countWords(const ListCounts &counts);
/// "Fails", "Work, with warnings", …: the head of a group.
[[nodiscard]] QString groupTitle(VerdictGroup group);
/// "fail", "work, with warnings", …: behind a count.
[[nodiscard]] QString shareWord(VerdictGroup group, qsizetype count);

/// "yesterday", "at 08:12", "on Thursday", "on 20 Nov", seen from now.
[[nodiscard]] QString whenWords(const QDateTime &moment, const QDateTime &now);
/// The same without its preposition: "08:12", "Thursday", "20 Nov".
[[nodiscard]] QString dayWords(const QDateTime &moment, const QDateTime &now);
/// "worked yesterday", "same since 20 Nov"; empty for what is new, or is being checked.
[[nodiscard]] QString sinceWords(const ListRow &row, const QDateTime &now);
/// Why the bytes tell another story than last time: "Changed since yesterday: it worked."; empty if nothing
/// changed.
[[nodiscard]] QString changeSentence(const ListRow &row, const QDateTime &now);
/// "2.9 s" of a check that is over, or runs.
[[nodiscard]] QString tookWords(const ListRow &row, const QDateTime &now);

} // namespace wirewise::gui
