#pragma once

#include "diagnosis/finding.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace wirewise::report {

struct Outline;

/// What a run asks of its endpoints in order to pass. Verdicts stay as they are: they say what was seen.
struct Requirement
{
    bool warningsFail = false; ///< else errors alone
    QStringList allowed;       ///< ids that do not count; "*" stands for any letters

    [[nodiscard]] bool allows(const QByteArray &findingId) const;
    /// Whether a finding of that severity counts, if it is not allowed.
    [[nodiscard]] bool counts(diagnosis::Severity severity) const;
};

/// An endpoint beside what an earlier run said of it.
enum class Change { Same, Better, Worse, New };
QByteArray toString(Change change);

/// An endpoint beside its earlier self.
struct SinceBaseline
{
    Change change = Change::Same;
    std::optional<diagnosis::Verdict> was; ///< nothing for a new one
    QList<QByteArray> came, gone;          ///< findings that count, and only one of the two runs has
};

/// Whether an endpoint lets the run pass, and why not.
struct Judgement
{
    bool passes = true;
    QList<QByteArray> objections; ///< findings that count, whether or not an earlier run had them
    QList<QByteArray> allowed;    ///< findings that would count if they were not allowed
    std::optional<SinceBaseline> compared;
};

/// Without an earlier run: it passes if it was checked and nothing that counts was found.
[[nodiscard]] Judgement judge(const Outline &outline, const Requirement &requirement);

} // namespace wirewise::report
