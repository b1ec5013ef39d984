#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "report/outline.h"
#include "report/runfacts.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <span>

namespace wirewise::cli {

/// --junit, --prometheus, --sarif and --github: what a run of `check` leaves for the tools around it.
class PipelineReports
{
public:
    [[nodiscard]] static std::span<const Option> options();

    /// Empty if all can be written, else a sentence. Before the run, not after it: a long run whose report
    /// cannot be written is lost work.
    [[nodiscard]] QString read(const Arguments &arguments);
    /// Whether outlines of the results will be wanted.
    [[nodiscard]] bool isAsked() const;

    /// Where annotations go, and where the words of endpoints come that must not be taken for commands.
    /// The devices outlive this.
    void begin(QIODevice &log);
    /// Writes everything; false if something could not be written, which is said.
    [[nodiscard]] bool write(const QList<report::Outline> &results, const report::RunFacts &run,
                             const Console &console) const;

private:
    [[nodiscard]] bool writeSummary(const QByteArray &markdown, const Console &console) const;

    QString m_junit, m_prometheus, m_sarif;
    bool m_github = false;
    QString m_summary; ///< file of the step's summary; empty outside of GitHub Actions
    QIODevice *m_log = nullptr;
    QByteArray m_token;
};

} // namespace wirewise::cli
