#pragma once

#include "check/batch.h"
#include "cli/checkitems.h"
#include "cli/discovery.h"
#include "cli/pipelinereports.h"
#include "cli/progressline.h"
#include "cli/resultoutput.h"
#include "cli/rungate.h"
#include "cli/sidebyside.h"
#include "cli/sincerun.h"
#include "cli/telemetry.h"
#include "cli/verb.h"
#include "cli/viaruns.h"
#include "record/recorder.h"
#include "report/json.h"
#include "report/outline.h"
#include "report/runfacts.h"
#include "session/contentreader.h"

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

    /// Once it is known what --discover found.
    void begin(const Arguments &arguments);
    void discover(const Arguments &arguments);
    /// Everything that can be said to be wrong before the first check; a sentence, or nothing.
    [[nodiscard]] QString prepare(const Arguments &arguments);
    /// A new file, or with --resume the one that is gone on with.
    [[nodiscard]] QString openSession(const Arguments &arguments, const record::RecordLimits &limits);
    /// Reads what the file has of this run already, one check a turn; then goes on with the others.
    void tellKept(qsizetype next);
    /// Into the session, if there is one.
    void keep(qsizetype index, const observation::Observation &observation,
              const diagnosis::Diagnosis &diagnosis);
    void beginOutput();
    void runOne();
    void runMany();
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
    /// What an interrupted run never began is told as not checked.
    void fillIn();
    void conclude();
    void endOutput();
    void printSummary();
    [[nodiscard]] cli::ExitStatus status(bool written) const;

    std::unique_ptr<Discovery> m_discovery;
    CheckItems m_items;
    int m_jobs = 16, m_perHost = 6;
    RunGate m_gate;
    SinceRun m_since;
    ViaRuns m_via;
    SideBySide m_beside;
    bool m_hereFinished = true;
    PipelineReports m_reports;
    Telemetry m_telemetry;
    std::unique_ptr<ResultOutput> m_output;
    std::unique_ptr<ProgressLine> m_progress;
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
    std::unique_ptr<session::CheckReader> m_kept;
    bool m_keepsPlan = false;
    bool m_interrupted = false;
};

} // namespace wirewise::cli
