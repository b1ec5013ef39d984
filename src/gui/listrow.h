#pragma once

#include "check/check.h"
#include "gui/widgets/token.h"
#include "session/sincelastrun.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace wirewise::gui {

/// One endpoint of a list as the window shows it. Small: a list has thousands, and their bytes are in the
/// file.
struct ListRow
{
    enum class State { Waiting, Running, Checked };

    QString address; ///< secrets masked
    QString host;    ///< with its port; "no address" endpoints have none
    QString title;   ///< of a saved endpoint; may be empty
    State state = State::Waiting;
    QDateTime startedAt;                          ///< while it runs
    QList<session::CheckOutline::Answer> answers; ///< while it runs: those that are there
    QList<observation::ProbeKind> asked;          ///< the probes that are made
    check::Check::Stage stage = check::Check::Stage::NotStarted;
    std::optional<session::CheckOutline> outline; ///< of its latest check
    std::optional<session::Since> since;          ///< nothing: there is no earlier run

    [[nodiscard]] bool isChecked() const { return state == State::Checked && outline; }
    [[nodiscard]] diagnosis::Verdict verdict() const
    {
        return isChecked() ? outline->verdict : diagnosis::Verdict::NotChecked;
    }
    /// Better or worse than in the last run.
    [[nodiscard]] bool hasChanged() const;
};

/// A row that waits to be checked.
[[nodiscard]] ListRow rowOf(const session::PlannedEndpoint &endpoint);

/// How many rows of a list are of each kind.
struct ListCounts
{
    qsizetype all = 0, fails = 0, warned = 0, works = 0, running = 0, waiting = 0, stopped = 0, changed = 0;

    [[nodiscard]] qsizetype done() const { return fails + warned + works; }
    void add(const ListRow &row, int by = 1);

    friend bool operator==(const ListCounts &, const ListCounts &) = default;
};

/// What a group of the table holds: a group by its verdict is one of the first, in this order.
enum class VerdictGroup { Fails, Warned, Works, Running, Stopped, Waiting };
[[nodiscard]] VerdictGroup verdictGroupOf(const ListRow &row);

/// The sign of a verdict in a table, a bar and a sentence: the shape says what the colour says.
struct VerdictSign
{
    const char *icon;
    Token token;
};
[[nodiscard]] VerdictSign signOf(VerdictGroup group);

} // namespace wirewise::gui
