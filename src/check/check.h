#pragma once

#include "diagnosis/experiments.h"
#include "diagnosis/finding.h"
#include "observation/messageview.h"
#include "observation/observation.h"

#include <QObject>

#include <functional>
#include <memory>

namespace wirewise::probe {
class Connection;
}

namespace wirewise::check {

/// One endpoint from what was typed to its diagnosis: the probes, the watching after a 101, the
/// experiments. Lives on the thread that starts it; emits values only, so it may live off the GUI thread.
class Check : public QObject
{
    Q_OBJECT
public:
    /// What is going on; the window words it.
    enum class Stage { NotStarted, Probing, Watching, Experimenting, Finished };
    Q_ENUM(Stage)

    Check(QString typed, observation::Settings settings, QObject *parent = nullptr);
    ~Check() override;

    /// The upgraded connection stays open after the verdict (Connect in the window, `connect` in the
    /// terminal); take it with takeConnection() on or after connectionOpened().
    void setKeepConnection(bool keep);
    /// Most connections at once, the watched one included; below three the probes run one after another.
    void setMaximumParallel(int connections);

    /// Who plans the experiments; diagnosis::planExperiments unless said otherwise.
    using Planner = std::function<diagnosis::ExperimentPlan(const observation::Observation &)>;
    void setPlanner(Planner planner);

    void start();
    /// Ends within 100 ms; finished() follows with what is known (Verdict::NotChecked if the upgrade has not
    /// ended).
    void stop();
    /// Gives up one running probe only.
    void skipProbe(const QByteArray &name);
    void setTimeout(std::chrono::milliseconds timeout);

    [[nodiscard]] Stage stage() const;
    [[nodiscard]] const observation::Observation &observation() const;
    [[nodiscard]] std::unique_ptr<probe::Connection> takeConnection();

Q_SIGNALS:
    void stageChanged(wirewise::check::Check::Stage stage);
    /// A probe or an experiment's exchange moved on.
    void exchangeProgressed(const wirewise::observation::Exchange &exchange);
    void exchangeFinished(const wirewise::observation::Exchange &exchange);
    void experimentsPlanned(const QList<wirewise::observation::Experiment> &experiments);
    void experimentFinished(const wirewise::observation::ExperimentResult &result);
    /// Messages of the watched session; valid until the slot returns.
    void messagesSeen(const wirewise::observation::MessageViews &messages);
    /// With setKeepConnection: the session is open and may be taken.
    void connectionOpened();
    /// Emitted exactly once.
    void finished(const wirewise::observation::Observation &observation,
                  const wirewise::diagnosis::Diagnosis &diagnosis);

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::check
