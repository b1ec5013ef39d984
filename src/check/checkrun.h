#pragma once

#include "check/check.h"
#include "check/experimentrun.h"
#include "check/sessionwatch.h"
#include "probe/connection.h"
#include "probe/proberun.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace wirewise::check {

/// The course of one check: probes, watching, rounds of experiments, verdict.
class Check::Run
{
public:
    Run(Check *check, QString typed, observation::Settings settings);

    void start();
    void stop();
    void skipProbe(const QByteArray &name);
    void setTimeout(std::chrono::milliseconds timeout);
    void setKeepConnection(bool keep) { m_keep = keep; }
    void setMaximumParallel(int connections) { m_maximumParallel = qMax(1, connections); }

    void setPlanner(Planner planner) { m_planner = std::move(planner); }

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] const observation::Observation &observation() const { return m_observation; }
    [[nodiscard]] std::unique_ptr<probe::Connection> takeConnection() { return std::move(m_connection); }

private:
    using Duration = observation::Duration;

    struct ProbeSlot
    {
        observation::ProbeKind kind;
        std::unique_ptr<probe::ProbeRun> run;
        Duration startedAfter{0};
        bool finished = false;
    };

    [[nodiscard]] Duration now() const { return Duration(m_clock.nsecsElapsed() / 1000); }
    /// False if whoever listened destroyed the check.
    bool setStage(Stage stage);

    // probes
    [[nodiscard]] bool isSequential() const;
    void listProbes();
    void startProbes();
    void startNextProbe();
    void startProbe(ProbeSlot &slot, bool hold);
    void releaseOthers();
    void onProbeProgressed(ProbeSlot &slot, const observation::Exchange &exchange);
    void onProbeFinished(ProbeSlot &slot, const observation::Exchange &exchange);
    void store(const ProbeSlot &slot, const observation::Exchange &exchange);
    [[nodiscard]] bool probesFinished() const;
    void goOn();

    // watching
    bool openSession(ProbeSlot &slot);
    void onWatched(const observation::SessionFacts &facts);

    // experiments
    void planRound();
    void startExperiments();
    void runExperiment(const observation::Experiment &experiment);
    void onExperimentFinished(ExperimentRun *run, const observation::ExperimentResult &result);
    bool keepResult(const observation::ExperimentResult &result);
    void skipExperiment(const observation::Experiment &experiment, const QString &why);
    void endExperiments(const QString &why);
    [[nodiscard]] Duration timeLeft() const;

    void conclude();
    void tellFinished();

    Check *m_check;
    Planner m_planner = diagnosis::planExperiments;
    QString m_typed;
    observation::Settings m_settings;
    observation::Observation m_observation;
    QElapsedTimer m_clock;
    Stage m_stage = Stage::NotStarted;
    int m_maximumParallel = 6;
    bool m_keep = false;
    bool m_stopping = false;
    bool m_concluded = false;

    std::vector<ProbeSlot> m_probes;
    std::unique_ptr<probe::Connection> m_connection;
    std::unique_ptr<SessionWatch> m_watch;
    Duration m_watchStart{0};
    Duration m_watched{0};

    std::deque<observation::Experiment> m_waiting;
    std::vector<std::unique_ptr<ExperimentRun>> m_running;
    std::vector<std::unique_ptr<ExperimentRun>>
        m_ended; ///< destroyed with the check, not inside their signals
    QSet<QByteArray> m_known;
    QTimer m_experimentLimit;
    int m_connections = 0;
};

} // namespace wirewise::check
