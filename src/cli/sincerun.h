#pragma once

#include "cli/arguments.h"
#include "cli/checkitems.h"
#include "report/json.h"
#include "session/sincelastrun.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wirewise::cli {

/// --since: each endpoint of a run of `check` beside what an earlier run of the list saw of it.
class SinceRun
{
public:
    /// Empty if all could be used, else a sentence. Without an earlier run, --since last says so and compares
    /// nothing: a first run has none.
    [[nodiscard]] QString read(const Arguments &arguments, const CheckItems &items, const Console &console);
    [[nodiscard]] bool isAsked() const { return m_runs.has_value(); }

    /// Takes part in the counts; each endpoint once.
    void take(qsizetype index, const report::Checked &checked);
    /// "It worked yesterday at 14:02.", a line; empty if nothing is compared.
    [[nodiscard]] QString lineOf(qsizetype index) const;
    /// Member "since" of a RESULT.
    void describe(qsizetype index, QJsonObject &result) const;
    /// The whole run in sentences, one a line.
    [[nodiscard]] QStringList words() const;
    /// Member "since" of the document, if something is compared.
    void addTo(QJsonObject &members) const;

private:
    void compare(const CheckItems &items, const QList<session::ListRun> &earlier);

    std::optional<session::EarlierRuns> m_runs;
    session::SessionInfo m_last;
    QStringList m_gone; ///< names of endpoints, secrets masked
    QList<session::PlannedEndpoint> m_plan;
    std::vector<qsizetype> m_occurrences;
    std::vector<session::Since> m_since;
    QMap<session::Since::Kind, qsizetype> m_counts;
    QDateTime m_now;
};

/// "today at 14:02", "yesterday at 14:02", "on 18 Nov 2025 at 14:02", in this computer's time.
[[nodiscard]] QString timeWords(const QDateTime &then, const QDateTime &now);

} // namespace wirewise::cli
