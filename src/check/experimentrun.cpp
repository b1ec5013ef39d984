#include "check/experimentrun.h"

#include "check/sessionwatch.h"
#include "probe/connection.h"
#include "probe/proberun.h"

namespace wirewise::check {

using observation::Exchange;
using observation::Experiment;

namespace {

/// An experiment is compared, not read: the beginning of a page is enough, and there may be many of them.
constexpr qint64 MaximumBody = 256 * 1024;

} // namespace

ExperimentRun::ExperimentRun(Experiment experiment, QObject *parent)
    : QObject(parent)
{
    m_probe = std::make_unique<probe::ProbeRun>(experiment.probe);
    m_probe->setMaximumBody(MaximumBody);
    m_result.experiment = std::move(experiment);
    connect(m_probe.get(), &probe::ProbeRun::progressed, this, &ExperimentRun::progressed);
    connect(m_probe.get(), &probe::ProbeRun::finished, this, &ExperimentRun::onAnswered);
}

ExperimentRun::~ExperimentRun() = default;

void ExperimentRun::start()
{
    m_probe->start();
}

void ExperimentRun::setTimeout(std::chrono::milliseconds timeout)
{
    m_probe->setTimeout(timeout);
}

void ExperimentRun::onAnswered(const Exchange &exchange)
{
    m_result.exchange = exchange;
    const Experiment &experiment = m_result.experiment;
    m_result.helps = experiment.role == Experiment::Role::Change && exchange.upgraded();
    m_connection = m_probe->takeConnection();
    if (!m_connection) {
        finish();
        return;
    }
    WatchPlan plan;
    plan.length = experiment.watch;
    plan.pingEvery = experiment.pingEvery;
    plan.send = experiment.probe.settings.send;
    m_watch = std::make_unique<SessionWatch>(m_connection.get(), plan);
    connect(m_watch.get(), &SessionWatch::finished, this, [this](const observation::SessionFacts &facts) {
        if (m_result.experiment.watch.count() > 0)
            m_result.session = facts;
        finish();
    });
    m_watch->start();
}

void ExperimentRun::stop()
{
    if (m_finished)
        return;
    if (m_watch)
        m_watch->stop();
    else
        m_probe->cancel();
}

void ExperimentRun::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT finished(m_result);
}

} // namespace wirewise::check
