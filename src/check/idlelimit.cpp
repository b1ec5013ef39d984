#include "check/idlelimit.h"

#include "check/idletrialrun.h"
#include "diagnosis/idlelimit.h"

#include <QPointer>

#include <algorithm>

namespace wirewise::check {

using observation::Duration;
using observation::IdleTest;
using observation::IdleTrial;
using End = IdleTrial::End;

namespace {

/// What outlives the silence by a quarter has outlived it.
Duration longEnough(Duration life, Duration tolerance)
{
    return life + life / 4 + tolerance;
}

} // namespace

IdleLimit::IdleLimit(const QString &typed, const observation::Settings &settings, const IdlePlan &plan,
                     QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_opening(this)
    , m_timeKeeper(this)
{
    m_plan.rounds = std::clamp(m_plan.rounds, 1, IdlePlan::MostRounds);
    m_plan.upTo = std::min(m_plan.upTo, IdlePlan::LongestSilence);
    m_observation.typed = typed;
    m_observation.endpoint = observation::parseEndpoint(typed);
    m_observation.settings = settings;
    m_observation.settings.probes = {observation::ProbeKind::Upgrade};
    m_observation.settings.experiments = false;
    m_observation.settings.send.clear();
    connect(&m_opening, &QTimer::timeout, this, &IdleLimit::openNext);
    m_timeKeeper.setTimerType(Qt::PreciseTimer);
    m_timeKeeper.setSingleShot(true);
    connect(&m_timeKeeper, &QTimer::timeout, this, &IdleLimit::keepTime);
}

IdleLimit::~IdleLimit() = default;

void IdleLimit::start()
{
    if (m_clock.isValid())
        return;
    m_clock.start();
    m_observation.startedAt = QDateTime::currentDateTimeUtc();
    if (!m_observation.endpoint.endpoint) {
        QMetaObject::invokeMethod(this, &IdleLimit::finish, Qt::QueuedConnection);
        return;
    }
    m_opening.start(m_plan.stagger);
    openNext();
}

std::unique_ptr<IdleTrialRun> IdleLimit::makeTrial(const QByteArray &name, Duration pingEvery)
{
    auto run = std::make_unique<IdleTrialRun>(observation::Probe{name, observation::ProbeKind::Upgrade,
                                                                 *m_observation.endpoint.endpoint,
                                                                 m_observation.settings},
                                              pingEvery);
    connect(run.get(), &IdleTrialRun::changed, this, &IdleLimit::onChanged);
    return run;
}

void IdleLimit::openNext()
{
    const int number = int(m_silent.size()) + 1;
    const QByteArray name = number == 1 ? QByteArray("upgrade") : "silent-" + QByteArray::number(number);
    m_silent.push_back({makeTrial(name, Duration(0)), {}});
    if (number == m_plan.rounds)
        m_opening.stop();
    m_silent.back().run->start();
}

void IdleLimit::onChanged()
{
    if (m_finished)
        return;
    const Duration now(m_clock.nsecsElapsed() / 1000);
    const auto noteOpening = [now](Opened &opened) {
        if (opened.run && opened.at == Duration(0) && opened.run->isOpen())
            opened.at = now;
    };
    std::for_each(m_silent.begin(), m_silent.end(), noteOpening);
    noteOpening(m_control);
    // What cannot be opened once is not tried again and again.
    const IdleTrialRun &first = *m_silent.front().run;
    if (first.isOver() && first.trial().end == End::NotOpened)
        m_opening.stop();
    if (const IdleTrialRun *dropped = firstDropped())
        openControl(dropped->trial());
    const QPointer<IdleLimit> alive(this);
    Q_EMIT progressed();
    if (alive)
        keepTime();
}

/// The one with the shortest silence.
const IdleTrialRun *IdleLimit::firstDropped() const
{
    const IdleTrialRun *shortest = nullptr;
    for (const Opened &opened : m_silent) {
        const IdleTrial trial = opened.run->trial();
        const bool counts = opened.run->isOver() && trial.dropped() && trial.end != End::DeadPath &&
                            trial.life >= m_plan.atOnce;
        if (counts && (!shortest || trial.silence < shortest->trial().silence))
            shortest = opened.run.get();
    }
    return shortest;
}

void IdleLimit::openControl(const IdleTrial &dropped)
{
    const Duration interval = diagnosis::pingIntervalBelow(dropped.silence);
    if (m_control.run) {
        if (interval < m_control.run->trial().pingEvery && m_control.run->isOpen())
            m_control.run->setPingEvery(interval);
        return;
    }
    m_controlUntil = longEnough(dropped.life, m_plan.tolerance);
    m_control.run = makeTrial("with-pings", interval);
    m_control.run->start();
}

/// Asks those whose silence was long enough, leaves the control that has outlived it, and comes back for the
/// next of them.
void IdleLimit::keepTime()
{
    if (m_finished)
        return;
    Duration next = Duration::max();
    const QPointer<IdleLimit> alive(this);
    for (const Opened &opened : m_silent) {
        if (!opened.run->isOpen())
            continue;
        const Duration left = m_plan.upTo - opened.run->trial().life;
        if (left <= Duration(0))
            opened.run->askWhetherAlive(m_plan.pongWait);
        else
            next = std::min(next, left);
        if (!alive || m_finished)
            return;
    }
    if (m_control.run && m_control.run->isOpen()) {
        const Duration left = m_controlUntil - m_control.run->trial().life;
        if (left <= Duration(0))
            m_control.run->leave();
        else
            next = std::min(next, left);
    }
    if (next < Duration::max())
        m_timeKeeper.start(std::chrono::ceil<std::chrono::milliseconds>(next));
    finishIfOver();
}

void IdleLimit::finishIfOver()
{
    const auto isOver = [](const Opened &opened) { return opened.run->isOver(); };
    const bool controlled = !m_control.run || m_control.run->isOver();
    if (!m_opening.isActive() && controlled && std::all_of(m_silent.cbegin(), m_silent.cend(), isOver))
        finish();
}

void IdleLimit::stop()
{
    if (m_finished || !m_clock.isValid())
        return;
    m_stopped = true;
    finish();
}

void IdleLimit::finish()
{
    if (m_finished)
        return;
    m_took = Duration(m_clock.nsecsElapsed() / 1000);
    m_finished = true;
    m_opening.stop();
    m_timeKeeper.stop();
    for (const Opened &opened : m_silent)
        opened.run->leave();
    if (m_control.run)
        m_control.run->leave();
    Q_EMIT finished();
}

IdleTrial IdleLimit::trialOf(const Opened &opened) const
{
    IdleTrial trial = opened.run->trial();
    trial.openedAt = opened.at;
    return trial;
}

IdleTest IdleLimit::test() const
{
    IdleTest test;
    test.rounds = m_plan.rounds;
    test.upTo = m_plan.upTo;
    test.tolerance = m_plan.tolerance;
    test.atOnce = m_plan.atOnce;
    for (const Opened &opened : m_silent)
        test.silent.append(trialOf(opened));
    if (m_control.run)
        test.control = trialOf(m_control);
    test.controlUntil = m_controlUntil;
    test.finished = m_finished;
    test.stopped = m_stopped;
    test.took = m_finished ? m_took : Duration(m_clock.isValid() ? m_clock.nsecsElapsed() / 1000 : 0);
    return test;
}

observation::Observation IdleLimit::observation() const
{
    observation::Observation seen = m_observation;
    seen.took = test().took;
    seen.stopped = m_stopped;
    if (m_silent.empty())
        return seen;
    const IdleTrialRun *dropped = firstDropped();
    const IdleTrialRun &shown = dropped ? *dropped : *m_silent.front().run;
    observation::Exchange exchange = shown.exchange();
    exchange.probe.name = observation::toString(observation::ProbeKind::Upgrade);
    seen.exchanges = {exchange};
    if (exchange.upgraded())
        seen.session = shown.facts();
    if (m_control.run && m_control.run->exchange().upgraded()) {
        observation::ExperimentResult control;
        control.experiment.id = "with-pings";
        control.experiment.change = tr("Control: with a ping now and then");
        control.experiment.role = observation::Experiment::Role::Control;
        control.experiment.probe = m_control.run->exchange().probe;
        control.exchange = m_control.run->exchange();
        control.session = m_control.run->facts();
        seen.experiments = {control};
    }
    return seen;
}

} // namespace wirewise::check
