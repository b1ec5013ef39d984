#pragma once

#include "check/batch.h"
#include "remote/place.h"

#include <QObject>

#include <memory>

namespace wirewise::remote {

struct Patience;

/// How many checks run at once in a place.
struct Width
{
    int jobs = 16;
    int perHost = 6; ///< connections to one host
};

/// Checks as check::Batch has them, made in another place and judged here. Lives on the thread that starts
/// it, which needs an event loop; emits values only.
class PlacedChecks : public QObject
{
    Q_OBJECT
public:
    PlacedChecks(Place place, Questions questions, QList<check::BatchItem> items, Width width,
                 QObject *parent = nullptr);
    ~PlacedChecks() override;

    /// Before start(); how long the place may let us wait.
    void setPatience(const Patience &patience);
    void start();
    /// Ends soon, with what was told so far; checks that have not begun are not told of.
    void stop();

    /// Why such settings cannot go to another place, in a sentence; empty if they can.
    [[nodiscard]] static QString objectionTo(const observation::Settings &settings);

Q_SIGNALS:
    /// In order of completion; index counts in the order given. After the place was lost, every check that
    /// it owes is finished with what was told and Observation::lost.
    void itemFinished(qsizetype index, const wirewise::observation::Observation &observation,
                      const wirewise::diagnosis::Diagnosis &diagnosis);
    /// A probe ended there.
    void exchangeFinished(qsizetype index, const wirewise::observation::Exchange &exchange);
    void experimentFinished(qsizetype index, const wirewise::observation::ExperimentResult &result);
    /// What ssh or another program on the way says before the agent is there; printable.
    void remarked(const QString &line);
    void finished();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::remote
