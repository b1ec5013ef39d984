#include "check/checkrun.h"
#include "check/safeguard.h"

#include <algorithm>

namespace wirewise::check {

using observation::Exchange;
using observation::Experiment;
using observation::ExperimentResult;

namespace {

/// Beyond two time limits, for what is no waiting: connecting, answering, judging.
constexpr observation::Duration Slack{700'000};
/// With less time left an experiment would only show that there was no time.
constexpr observation::Duration LeastTime{200'000};

} // namespace

/// All experiments of a check share one limit, so that a failing check ends within two time limits and a
/// second, the watching aside; one connection at a time needs longer for the probes themselves.
observation::Duration Check::Run::timeLeft() const
{
    const int limits = isSequential() ? 4 : 2;
    return limits * Duration(m_settings.timeout) + Slack + m_watched - now();
}

void Check::Run::planRound()
{
    diagnosis::ExperimentPlan plan = m_planner(m_observation);
    for (const observation::SkippedExperiment &skipped : std::as_const(plan.skip)) {
        const auto same = [&](const auto &each) { return each.id == skipped.id; };
        if (std::none_of(m_observation.skipped.cbegin(), m_observation.skipped.cend(), same))
            m_observation.skipped.append(skipped);
    }
    QList<Experiment> fresh;
    for (const Experiment &experiment : std::as_const(plan.run)) {
        if (m_known.contains(experiment.id) || m_connections >= diagnosis::MaximumConnections)
            continue;
        m_known.insert(experiment.id);
        ++m_connections;
        fresh.append(experiment);
    }
    if (fresh.isEmpty()) {
        conclude();
        return;
    }
    const QPointer<Check> alive(m_check);
    if (!setStage(Stage::Experimenting))
        return;
    Q_EMIT m_check->experimentsPlanned(fresh);
    if (!alive || m_stopping)
        return;
    m_waiting.assign(fresh.cbegin(), fresh.cend());
    startExperiments();
}

void Check::Run::startExperiments()
{
    const QPointer<Check> alive(m_check);
    const size_t parallel = isSequential() ? 1 : static_cast<size_t>(m_maximumParallel);
    while (alive && !m_stopping && !m_waiting.empty() && m_running.size() < parallel) {
        const Experiment experiment = m_waiting.front();
        m_waiting.pop_front();
        runExperiment(experiment);
    }
    if (!alive || m_stopping || !m_waiting.empty() || !m_running.empty())
        return;
    m_experimentLimit.stop();
    // From the event loop: rounds do not nest.
    QMetaObject::invokeMethod(
        m_check, [this] { goOn(); }, Qt::QueuedConnection);
}

void Check::Run::runExperiment(const Experiment &planned)
{
    if (mustBeWithheld(planned.probe, *m_observation.endpoint.endpoint, m_settings)) {
        keepResult({planned, withheldExchange(planned.probe), {}, false});
        return;
    }
    const Duration left = timeLeft();
    if (left < LeastTime) {
        skipExperiment(planned, Check::tr("There was no time left for it."));
        return;
    }
    Experiment experiment = planned;
    auto &timeout = experiment.probe.settings.timeout;
    timeout = qMin(timeout, std::chrono::floor<std::chrono::milliseconds>(left));
    auto run = std::make_unique<ExperimentRun>(experiment);
    ExperimentRun *started = run.get();
    const Duration startedAfter = now();
    QObject::connect(started, &ExperimentRun::progressed, m_check, &Check::exchangeProgressed);
    QObject::connect(started, &ExperimentRun::finished, m_check,
                     [this, started, startedAfter](const ExperimentResult &result) {
                         ExperimentResult timed = result;
                         timed.exchange.timing.startedAfter = startedAfter;
                         // What was open already is not opened by a change.
                         const Exchange *upgrade = m_observation.exchange(observation::ProbeKind::Upgrade);
                         timed.helps = timed.helps && (upgrade == nullptr || !upgrade->upgraded());
                         onExperimentFinished(started, timed);
                     });
    m_running.push_back(std::move(run));
    if (!m_experimentLimit.isActive())
        m_experimentLimit.start(std::chrono::ceil<std::chrono::milliseconds>(left));
    started->start();
}

void Check::Run::onExperimentFinished(ExperimentRun *run, const ExperimentResult &result)
{
    const auto place = std::find_if(m_running.begin(), m_running.end(),
                                    [run](const auto &each) { return each.get() == run; });
    if (place == m_running.end())
        return;
    m_ended.push_back(std::move(*place));
    m_running.erase(place);
    if (result.experiment.watch.count() > 0 && result.session)
        m_watched += result.session->watched;
    if (keepResult(result))
        startExperiments();
}

/// False if whoever listened destroyed the check.
bool Check::Run::keepResult(const ExperimentResult &result)
{
    const QPointer<Check> alive(m_check);
    m_observation.experiments.append(result);
    Q_EMIT m_check->exchangeFinished(result.exchange);
    if (alive)
        Q_EMIT m_check->experimentFinished(result);
    return !alive.isNull();
}

void Check::Run::skipExperiment(const Experiment &experiment, const QString &why)
{
    m_observation.skipped.append({experiment.id, experiment.change, why});
}

/// Those that only watch an open session are let go on unless the check is stopped: their time is asked for.
void Check::Run::endExperiments(const QString &why)
{
    for (const Experiment &experiment : std::as_const(m_waiting))
        skipExperiment(experiment, why);
    m_waiting.clear();
    std::vector<ExperimentRun *> ending;
    for (const auto &run : m_running) {
        if (m_stopping || !run->isWatching())
            ending.push_back(run.get());
    }
    const QPointer<Check> alive(m_check);
    for (ExperimentRun *run : ending) {
        run->stop();
        if (!alive)
            return;
    }
    if (!m_stopping)
        startExperiments();
}

} // namespace wirewise::check
