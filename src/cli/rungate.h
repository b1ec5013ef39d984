#pragma once

#include "cli/arguments.h"
#include "report/baseline.h"
#include "report/outline.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <span>

namespace wirewise::cli {

/// --require, --allow and --baseline: what has to hold so that a run of `check` ends with 0.
class RunGate
{
public:
    [[nodiscard]] static std::span<const Option> options();

    /// Empty if all could be used, else a sentence that says what was expected. Reads the baseline.
    [[nodiscard]] QString read(const Arguments &arguments);
    /// Whether any of the options was given.
    [[nodiscard]] bool isAsked() const { return m_asked; }

    [[nodiscard]] report::Judgement judge(const report::Outline &outline);
    /// What the options came to for one endpoint, put into its RESULT.
    void describe(const report::Judgement &judgement, QJsonObject &result) const;
    /// Member "baseline" of a JSON document of results; nothing without one.
    [[nodiscard]] QJsonObject members(const QList<report::Outline> &results) const;
    /// The same in sentences, one a line.
    [[nodiscard]] QStringList words(const QList<report::Outline> &results) const;
    /// Names of endpoints that the earlier run had.
    [[nodiscard]] QStringList disappeared() const;

private:
    [[nodiscard]] QString readBaseline(const QString &path);
    [[nodiscard]] QString readSession(const QString &path);
    [[nodiscard]] QStringList baselineWords(const QList<report::Outline> &results) const;

    report::Requirement m_requirement;
    std::optional<report::Baseline> m_baseline;
    bool m_asked = false;
};

} // namespace wirewise::cli
