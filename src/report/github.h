#pragma once

#include "report/outline.h"
#include "report/runfacts.h"

#include <QByteArray>
#include <QList>

namespace wirewise::report {

/// Annotations of GitHub Actions, a line each: `::error` for an endpoint that does not let the run pass,
/// `::warning` for one that passes with something to tell. Nothing an endpoint says can end its line or begin
/// a command of its own.
[[nodiscard]] QByteArray githubAnnotations(const QList<Outline> &results);

/// Lines between these two are no commands, whatever an endpoint says. The token is made for this one time,
/// so that no endpoint can know it: letters and digits.
[[nodiscard]] QByteArray githubStopCommands(const QByteArray &token);
[[nodiscard]] QByteArray githubResumeCommands(const QByteArray &token);

/// Markdown for the summary of a step: the counts, then what needs a look, then the rest; less than
/// MaximumSummary bytes, with a line that says how many endpoints are left out.
[[nodiscard]] QByteArray githubSummary(const QList<Outline> &results, const RunFacts &run);
/// GitHub refuses a summary of more than 1 MiB; other steps want to write there, too.
inline constexpr qsizetype MaximumSummary = 512 * 1024;

} // namespace wirewise::report
