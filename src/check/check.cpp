#include "check/check.h"

#include "check/checkrun.h"
#include "diagnosis/diagnose.h"

namespace wirewise::check {

using observation::Exchange;
using observation::Outcome;
using observation::Probe;
using observation::ProbeKind;

Check::Run::Run(Check *check, QString typed, observation::Settings settings)
    : m_check(check)
    , m_typed(std::move(typed))
    , m_settings(std::move(settings))
{
    m_experimentLimit.setSingleShot(true);
    QObject::connect(&m_experimentLimit, &QTimer::timeout, check,
                     [this] { endExperiments(Check::tr("There was no time left for it.")); });
}

bool Check::Run::setStage(Stage stage)
{
    if (m_stage == stage)
        return true;
    const QPointer<Check> alive(m_check);
    m_stage = stage;
    Q_EMIT m_check->stageChanged(stage);
    return !alive.isNull();
}

void Check::Run::start()
{
    if (m_stage != Stage::NotStarted)
        return;
    m_clock.start();
    m_observation.typed = m_typed;
    m_observation.settings = m_settings;
    m_observation.startedAt = QDateTime::currentDateTimeUtc();
    m_observation.endpoint = observation::parseEndpoint(m_typed);
    if (!setStage(Stage::Probing))
        return;
    if (!m_observation.endpoint.endpoint) {
        conclude();
        return;
    }
    listProbes();
    startProbes();
}

// ---- probes

bool Check::Run::isSequential() const
{
    return m_settings.sequential || m_maximumParallel < 3;
}

/// In the order of the observation: head, get, upgrade.
void Check::Run::listProbes()
{
    for (const ProbeKind kind : {ProbeKind::Head, ProbeKind::Get, ProbeKind::Upgrade}) {
        if (!m_settings.probes.contains(kind))
            continue;
        Exchange exchange;
        exchange.probe = {observation::toString(kind), kind, *m_observation.endpoint.endpoint, m_settings};
        m_observation.exchanges.append(exchange);
        m_probes.push_back({kind, nullptr, Duration(0), false});
    }
}

void Check::Run::startProbes()
{
    if (m_probes.empty() || isSequential()) {
        goOn();
        return;
    }
    // The upgrade goes first: HEAD and GET of our own can spend a rate limit or the only connection slot.
    ProbeSlot *upgrade = nullptr;
    for (ProbeSlot &slot : m_probes) {
        if (slot.kind == ProbeKind::Upgrade)
            upgrade = &slot;
    }
    if (upgrade)
        startProbe(*upgrade, false);
    for (ProbeSlot &slot : m_probes) {
        if (&slot != upgrade)
            startProbe(slot, upgrade != nullptr);
    }
}

/// One connection at a time: the upgrade, GET, HEAD.
void Check::Run::startNextProbe()
{
    for (const ProbeKind kind : {ProbeKind::Upgrade, ProbeKind::Get, ProbeKind::Head}) {
        for (ProbeSlot &slot : m_probes) {
            if (slot.kind == kind && !slot.run) {
                startProbe(slot, false);
                return;
            }
        }
    }
}

void Check::Run::startProbe(ProbeSlot &slot, bool hold)
{
    const Probe probe{observation::toString(slot.kind), slot.kind, *m_observation.endpoint.endpoint,
                      m_settings};
    slot.run = std::make_unique<probe::ProbeRun>(probe);
    slot.startedAfter = now();
    ++m_connections;
    QObject::connect(slot.run.get(), &probe::ProbeRun::progressed, m_check,
                     [this, &slot](const Exchange &exchange) { onProbeProgressed(slot, exchange); });
    QObject::connect(slot.run.get(), &probe::ProbeRun::finished, m_check,
                     [this, &slot](const Exchange &exchange) { onProbeFinished(slot, exchange); });
    if (slot.kind == ProbeKind::Upgrade)
        QObject::connect(slot.run.get(), &probe::ProbeRun::requestWritten, m_check,
                         [this] { releaseOthers(); });
    slot.run->start(hold);
}

void Check::Run::releaseOthers()
{
    for (ProbeSlot &slot : m_probes) {
        if (slot.kind != ProbeKind::Upgrade && slot.run)
            slot.run->release();
    }
}

void Check::Run::store(const ProbeSlot &slot, const Exchange &exchange)
{
    for (Exchange &stored : m_observation.exchanges) {
        if (stored.probe.kind != slot.kind)
            continue;
        stored = exchange;
        stored.timing.startedAfter = slot.startedAfter;
    }
}

void Check::Run::onProbeProgressed(ProbeSlot &slot, const Exchange &exchange)
{
    store(slot, exchange);
    Q_EMIT m_check->exchangeProgressed(*m_observation.exchange(slot.kind));
}

void Check::Run::onProbeFinished(ProbeSlot &slot, const Exchange &exchange)
{
    const QPointer<Check> alive(m_check);
    slot.finished = true;
    store(slot, exchange);
    if (slot.kind == ProbeKind::Upgrade && !m_stopping)
        releaseOthers();
    const Exchange told = *m_observation.exchange(slot.kind);
    Q_EMIT m_check->exchangeFinished(told);
    if (!alive || m_stopping)
        return;
    if (slot.kind == ProbeKind::Upgrade && !openSession(slot))
        return;
    goOn();
}

bool Check::Run::probesFinished() const
{
    return std::all_of(m_probes.cbegin(), m_probes.cend(),
                       [](const ProbeSlot &slot) { return slot.finished; });
}

/// Whatever comes next, once something has ended.
void Check::Run::goOn()
{
    if (m_stopping || m_concluded)
        return;
    const bool watching = m_watch && !m_watch->isFinished();
    if (!probesFinished()) {
        const bool idle = std::all_of(m_probes.cbegin(), m_probes.cend(),
                                      [](const ProbeSlot &slot) { return !slot.run || slot.finished; });
        if (idle && !watching)
            startNextProbe();
        return;
    }
    if (watching) {
        setStage(Stage::Watching);
        return;
    }
    // The last probe and the end of the watching may both come here, while a round already runs.
    if (!m_running.empty() || !m_waiting.empty())
        return;
    if (m_settings.experiments)
        planRound();
    else
        conclude();
}

// ---- watching

bool Check::Run::openSession(ProbeSlot &slot)
{
    m_connection = slot.run->takeConnection();
    if (!m_connection)
        return true;
    const QPointer<Check> alive(m_check);
    m_watchStart = now();
    const bool leaveOpen = m_keep;
    m_watch = std::make_unique<SessionWatch>(
        m_connection.get(),
        WatchPlan{m_settings.listen, std::chrono::milliseconds(0), m_settings.send, leaveOpen});
    QObject::connect(m_watch.get(), &SessionWatch::messagesSeen, m_check, &Check::messagesSeen);
    QObject::connect(m_watch.get(), &SessionWatch::finished, m_check,
                     [this](const observation::SessionFacts &facts) { onWatched(facts); });
    if (leaveOpen) {
        Q_EMIT m_check->connectionOpened();
        if (!alive)
            return false;
    }
    m_watch->start();
    return !alive.isNull();
}

void Check::Run::onWatched(const observation::SessionFacts &facts)
{
    m_observation.session = facts;
    m_watched = now() - m_watchStart;
    if (m_connection && !m_keep) {
        // Not destroyed here: the signal may come from inside the connection.
        m_connection.release()->deleteLater();
    }
    QMetaObject::invokeMethod(
        m_check, [this] { goOn(); }, Qt::QueuedConnection);
}

// ---- the end

void Check::Run::stop()
{
    if (m_concluded || m_stage == Stage::NotStarted)
        return;
    m_stopping = true;
    const QPointer<Check> alive(m_check);
    m_observation.stopped = !probesFinished();
    for (ProbeSlot &slot : m_probes) {
        if (slot.run && !slot.finished)
            slot.run->cancel();
        if (!alive)
            return;
    }
    if (m_watch)
        m_watch->stop();
    endExperiments(Check::tr("The check was stopped."));
    if (alive)
        conclude();
}

void Check::Run::skipProbe(const QByteArray &name)
{
    for (ProbeSlot &slot : m_probes) {
        if (observation::toString(slot.kind) == name && slot.run) {
            slot.run->cancel();
            return;
        }
    }
    for (const auto &run : m_running) {
        if (run->experiment().id == name) {
            run->stop();
            return;
        }
    }
}

void Check::Run::setTimeout(std::chrono::milliseconds timeout)
{
    m_settings.timeout = timeout;
    for (ProbeSlot &slot : m_probes) {
        if (slot.run && !slot.finished)
            slot.run->setTimeout(timeout);
    }
    for (const auto &run : m_running)
        run->setTimeout(timeout);
    if (m_experimentLimit.isActive())
        m_experimentLimit.start(std::chrono::ceil<std::chrono::milliseconds>(timeLeft()));
}

void Check::Run::conclude()
{
    if (m_concluded)
        return;
    m_concluded = true;
    m_experimentLimit.stop();
    m_observation.took = now();
    const auto isOffline = [](const Exchange &exchange) { return exchange.outcome == Outcome::Offline; };
    m_observation.offline =
        std::any_of(m_observation.exchanges.cbegin(), m_observation.exchanges.cend(), isOffline);
    QMetaObject::invokeMethod(
        m_check, [this] { tellFinished(); }, Qt::QueuedConnection);
}

void Check::Run::tellFinished()
{
    if (!setStage(Stage::Finished))
        return;
    const observation::Observation observation = m_observation;
    const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
    Q_EMIT m_check->finished(observation, diagnosis);
}

// ---- Check

Check::Check(QString typed, observation::Settings settings, QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, std::move(typed), std::move(settings)))
{
}

Check::~Check() = default;

void Check::setKeepConnection(bool keep)
{
    m_run->setKeepConnection(keep);
}

void Check::setMaximumParallel(int connections)
{
    m_run->setMaximumParallel(connections);
}

void Check::setPlanner(Planner planner)
{
    m_run->setPlanner(std::move(planner));
}

void Check::start()
{
    m_run->start();
}

void Check::stop()
{
    m_run->stop();
}

void Check::skipProbe(const QByteArray &name)
{
    m_run->skipProbe(name);
}

void Check::setTimeout(std::chrono::milliseconds timeout)
{
    m_run->setTimeout(timeout);
}

Check::Stage Check::stage() const
{
    return m_run->stage();
}

const observation::Observation &Check::observation() const
{
    return m_run->observation();
}

std::unique_ptr<probe::Connection> Check::takeConnection()
{
    return m_run->takeConnection();
}

} // namespace wirewise::check
