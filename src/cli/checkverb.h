#pragma once

#include "check/batch.h"
#include "cli/checkitems.h"
#include "cli/pipelinereports.h"
#include "cli/resultoutput.h"
#include "cli/rungate.h"
#include "cli/sidebyside.h"
#include "cli/telemetry.h"
#include "cli/verb.h"
#include "cli/viaruns.h"
#include "record/recorder.h"
#include "report/json.h"
#include "report/outline.h"
#include "report/runfacts.h"

#include <QMap>

#include <memory>

namespace wirewise::cli {

/// `check URL [URL…]`: every endpoint checked, and what came of it said to people and to other tools.
class CheckVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;
    ~CheckVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    /// What goes to standard output.
    enum class Format { Text, Json, Ndjson };

    /// Everything that can be said to be wrong before the first check; a sentence, or nothing.
    [[nodiscard]] QString prepare(const Arguments &arguments);
    [[nodiscard]] QString openSession(const QString &path, const record::RecordLimits &limits);
    void begin();
    void runOne();
    void runMany(int jobs, int perHost);
    void startElsewhere(int jobs, int perHost);
    /// After every part of the run that has its own end.
    void concludeIfOver();
    void take(qsizetype index, const observation::Observation &observation,
              const diagnosis::Diagnosis &diagnosis);
    void putBeside(qsizetype index, const JudgedResult &result);
    [[nodiscard]] QString comparedText(const report::Checked &first, const report::Checked &other,
                                       bool inFull) const;
    [[nodiscard]] QByteArray renderBeside(const QList<JudgedResult> &all, qsizetype which,
                                          qsizetype index) const;
    [[nodiscard]] bool keepsOutlines() const;
    [[nodiscard]] report::Outline outlineOf(qsizetype index, const report::Checked &checked);
    [[nodiscard]] QByteArray render(qsizetype index, const report::Checked &checked,
                                    const report::Judgement &judgement) const;
    [[nodiscard]] QByteArray renderText(qsizetype index, const report::Checked &checked, bool inFull) const;
    [[nodiscard]] QJsonObject resultOf(qsizetype index, const report::Checked &checked,
                                       const report::Judgement &judgement) const;
    [[nodiscard]] QByteArray writtenOf(qsizetype index, QJsonObject result) const;
    /// Ends a run whose results nobody can read any more.
    void stopIfUnread();
    void showProgress() const;
    /// What an interrupted run never began is told as not checked.
    void fillIn();
    void conclude();
    void endOutput();
    void printSummary();
    [[nodiscard]] cli::ExitStatus status(bool written) const;

    CheckItems m_items;
    RunGate m_gate;
    ViaRuns m_via;
    SideBySide m_beside;
    bool m_hereFinished = true;
    PipelineReports m_reports;
    Telemetry m_telemetry;
    std::unique_ptr<ResultOutput> m_output;
    QList<report::Outline> m_outlines;
    report::RunFacts m_facts;
    qsizetype m_done = 0;
    qsizetype m_passing = 0;
    QMap<diagnosis::Verdict, qsizetype> m_verdicts;
    Format m_format = Format::Text;
    bool m_verbose = false;
    bool m_recordingFailed = false;
    report::Secrets m_secrets = report::Secrets::Masked;

    std::unique_ptr<check::Check> m_check;
    std::unique_ptr<check::Batch> m_batch;
    std::unique_ptr<record::Recorder> m_recorder;
};

} // namespace wirewise::cli
