#include "check/watch.h"

#include "check/hostlimits.h"
#include "diagnosis/diagnose.h"
#include "observation/secretvalues.h"

#include <QHash>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <ctime>
#include <vector>

namespace wirewise::check {

using diagnosis::Course;
using diagnosis::CourseEvent;
using diagnosis::CourseState;
using diagnosis::Diagnosis;
using diagnosis::Moment;
using observation::Observation;
using std::chrono::milliseconds;

namespace {

/// A check that takes about as long as the pause is said once in this time, not with every other round.
constexpr std::chrono::minutes SlowIsSaidAgainAfter{10};
/// Outcomes of the probes that are remembered with what experiments found; a server has few.
constexpr qsizetype MostOutcomes = 16;

milliseconds readClock(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                    std::chrono::nanoseconds(time.tv_nsec));
}

/// How the probes came out, before any experiment.
QByteArray outcomeOf(const Diagnosis &diagnosis)
{
    const QByteArray finding = diagnosis.findings.isEmpty() ? QByteArray() : diagnosis.primary().id;
    return toString(diagnosis.verdict) + ' ' + finding;
}

CourseState stateOf(const Observation &observation, const Diagnosis &diagnosis)
{
    if (diagnosis.findings.isEmpty())
        return {diagnosis.verdict, {}, {}};
    return {diagnosis.verdict, diagnosis.primary().id,
            observation::SecretValues(observation).mask(diagnosis.summary())};
}

diagnosis::CoursePoint pointOf(qsizetype endpoint, const Moment &began, const CourseState &state,
                               const Observation &observation)
{
    const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade);
    const bool isAnswered = upgrade && upgrade->outcome == observation::Outcome::Answered;
    return {began.wall, static_cast<qint32>(endpoint), state.verdict, state.findingId,
            isAnswered ? upgrade->timing.total : observation::Duration(-1)};
}

} // namespace

Moment momentNow()
{
    return {readClock(CLOCK_REALTIME), readClock(CLOCK_MONOTONIC), readClock(CLOCK_BOOTTIME)};
}

class Watch::Run
{
public:
    Run(Watch *watch, QList<BatchItem> items, const WatchRule &rule);

    void start();
    void stop();
    void checkNow();
    [[nodiscard]] const Course &course(qsizetype index) const { return endpoint(index).course; }

private:
    /// What experiments found when the probes came out that way.
    struct Known
    {
        CourseState state;
        milliseconds learned{0};
    };
    struct Endpoint
    {
        Endpoint(const WatchRule &rule, quint32 seed)
            : course(rule.every)
            , pace(rule.every, seed)
        {
        }
        Course course;
        WatchPace pace;
        WatchPace::Reason reason = WatchPace::Reason::Usual;
        std::optional<milliseconds> slowSaid; ///< when, by the clock that runs through sleep
        QByteArray host;
        int connections = 1;
        qint64 rounds = 0;
        Moment began;
        milliseconds due{0};  ///< when the round was to begin, by the clock that is awake
        milliseconds late{0}; ///< how much after that its time came
        bool queued = false;  ///< waits for room at its host
        std::unique_ptr<Check> check;
        std::unique_ptr<QTimer> timer;
        QByteArray outcome; ///< of the probes, this round
        bool tries = false; ///< experiments, this round
        bool decided = false;
        QByteArray lastOutcome;
        QHash<QByteArray, Known> known;
    };

    [[nodiscard]] const Endpoint &endpoint(qsizetype index) const
    {
        return *m_endpoints.at(std::size_t(index));
    }
    [[nodiscard]] Endpoint &endpoint(qsizetype index) { return *m_endpoints.at(std::size_t(index)); }
    void queue(qsizetype index);
    void startMore();
    void startRound(qsizetype index);
    [[nodiscard]] diagnosis::ExperimentPlan plan(qsizetype index, const Observation &observation);
    void onFinished(qsizetype index, const Observation &observation, const Diagnosis &diagnosis);
    [[nodiscard]] CourseState believed(Endpoint &endpoint, const Observation &observation,
                                       const Diagnosis &diagnosis);
    [[nodiscard]] milliseconds planNext(qsizetype index, const WatchRound &round, QList<CourseEvent> &events);
    [[nodiscard]] static bool isWorthSaying(Endpoint &endpoint, WatchPace::Reason reason, const Moment &now);
    void endIfDone();

    Watch *m_watch;
    QList<BatchItem> m_items;
    WatchRule m_rule;
    HostLimits m_limits;
    std::vector<std::unique_ptr<Endpoint>> m_endpoints;
    int m_running = 0;
    bool m_started = false, m_stopping = false, m_told = false;
};

Watch::Run::Run(Watch *watch, QList<BatchItem> items, const WatchRule &rule)
    : m_watch(watch)
    , m_items(std::move(items))
    , m_rule(rule)
    , m_limits(qMax(1, rule.perHost))
{
    for (const BatchItem &item : std::as_const(m_items)) {
        auto added = std::make_unique<Endpoint>(rule, QRandomGenerator::global()->generate());
        added->host = hostOf(item.typed);
        added->connections = m_limits.allowed(connectionsOf(item.settings));
        m_endpoints.push_back(std::move(added));
    }
}

void Watch::Run::start()
{
    if (m_started)
        return;
    m_started = true;
    for (qsizetype index = 0; index < m_items.size(); ++index) {
        auto timer = std::make_unique<QTimer>();
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
        QObject::connect(timer.get(), &QTimer::timeout, m_watch, [this, index] { queue(index); });
        endpoint(index).timer = std::move(timer);
        endpoint(index).due = momentNow().awake;
        queue(index);
    }
    endIfDone();
}

void Watch::Run::queue(qsizetype index)
{
    Endpoint &waiting = endpoint(index);
    if (m_stopping || waiting.queued || waiting.check)
        return;
    waiting.timer->stop();
    waiting.late = qMax(milliseconds(0), momentNow().awake - waiting.due);
    waiting.queued = true;
    m_limits.add(index, waiting.host, waiting.connections);
    startMore();
}

void Watch::Run::startMore()
{
    while (!m_stopping && m_running < m_rule.jobs) {
        const std::optional<qsizetype> next = m_limits.takeNext();
        if (!next)
            return;
        startRound(*next);
    }
}

void Watch::Run::startRound(qsizetype index)
{
    Endpoint &next = endpoint(index);
    ++m_running;
    ++next.rounds;
    next.queued = next.decided = next.tries = false;
    next.outcome.clear();
    next.began = momentNow();
    const BatchItem &item = m_items.at(index);
    next.check = std::make_unique<Check>(item.typed, item.settings);
    next.check->setMaximumParallel(next.connections);
    next.check->setPlanner(
        [this, index](const Observation &observation) { return plan(index, observation); });
    QObject::connect(next.check.get(), &Check::finished, m_watch,
                     [this, index](const Observation &observation, const Diagnosis &diagnosis) {
                         onFinished(index, observation, diagnosis);
                     });
    const QPointer<Watch> alive(m_watch);
    Q_EMIT m_watch->roundStarted(index);
    if (alive && next.check)
        next.check->start();
}

/// Asked after the probes, and again after each row of experiments.
diagnosis::ExperimentPlan Watch::Run::plan(qsizetype index, const Observation &observation)
{
    Endpoint &asking = endpoint(index);
    if (!asking.decided) {
        asking.decided = true;
        asking.outcome = outcomeOf(diagnosis::diagnose(observation));
        const auto known = asking.known.constFind(asking.outcome);
        const bool isFresh =
            known != asking.known.constEnd() && asking.began.elapsed - known->learned < ExperimentsAgainAfter;
        asking.tries = asking.outcome != asking.lastOutcome && !isFresh;
    }
    return asking.tries ? diagnosis::planExperiments(observation) : diagnosis::ExperimentPlan();
}

/// The state after a round: what experiments found the last time that the probes came out like this.
CourseState Watch::Run::believed(Endpoint &endpoint, const Observation &observation,
                                 const Diagnosis &diagnosis)
{
    const CourseState judged = stateOf(observation, diagnosis);
    if (judged.verdict == diagnosis::Verdict::NotChecked)
        return judged;
    if (endpoint.outcome.isEmpty())
        endpoint.outcome = outcomeOf(diagnosis);
    endpoint.lastOutcome = endpoint.outcome;
    const auto known = endpoint.known.constFind(endpoint.outcome);
    if (!endpoint.tries && known != endpoint.known.constEnd())
        return known->state.isSameAs(judged) ? judged : known->state;
    if (endpoint.known.size() >= MostOutcomes)
        endpoint.known.clear();
    endpoint.known.insert(endpoint.outcome, {judged, endpoint.began.elapsed});
    return judged;
}

void Watch::Run::onFinished(qsizetype index, const Observation &observation, const Diagnosis &diagnosis)
{
    Endpoint &done = endpoint(index);
    if (!done.check)
        return;
    done.check.release()->deleteLater(); // inside its own signal here
    const QPointer<Watch> alive(m_watch);
    if (!m_stopping) {
        WatchRound round{index, done.rounds, observation, diagnosis, {}, {}, {}, milliseconds(0)};
        const CourseState state = believed(done, observation, diagnosis);
        round.point = pointOf(index, done.began, state, observation);
        round.events = done.course.take({done.began, momentNow(), state, observation.offline, done.late});
        round.state = done.course.state();
        round.pause = planNext(index, round, round.events);
        Q_EMIT m_watch->roundFinished(round);
        if (!alive)
            return;
    }
    // From the event loop: rounds without a pause must not nest, and the connections go with the check.
    QMetaObject::invokeMethod(
        m_watch,
        [this, index] {
            --m_running;
            m_limits.giveBack(endpoint(index).host, endpoint(index).connections);
            startMore();
            endIfDone();
        },
        Qt::QueuedConnection);
}

/// That pauses are otherwise than before.
bool Watch::Run::isWorthSaying(Endpoint &endpoint, WatchPace::Reason reason, const Moment &now)
{
    using Reason = WatchPace::Reason;
    if (reason == endpoint.reason)
        return false;
    const bool wasAsked = endpoint.reason == Reason::RetryAfter || endpoint.reason == Reason::Limited;
    if (reason != Reason::SlowCheck)
        return wasAsked || reason != Reason::Usual;
    const bool isDue = !endpoint.slowSaid || now.elapsed - *endpoint.slowSaid >= SlowIsSaidAgainAfter;
    if (isDue)
        endpoint.slowSaid = now.elapsed;
    return isDue || wasAsked;
}

milliseconds Watch::Run::planNext(qsizetype index, const WatchRound &round, QList<CourseEvent> &events)
{
    Endpoint &done = endpoint(index);
    if (m_rule.rounds > 0 && done.rounds >= m_rule.rounds)
        return milliseconds(0);
    const Moment now = momentNow();
    const milliseconds took = qMax(milliseconds(0), now.awake - done.began.awake);
    const WatchPace::Next next =
        done.pace.after(took, askedPause(round.observation, QDateTime::currentDateTimeUtc()));
    if (isWorthSaying(done, next.reason, now)) {
        const bool isUsual = next.reason == WatchPace::Reason::Usual;
        events.append({isUsual ? CourseEvent::Kind::UsualPace : CourseEvent::Kind::Waiting, now.wall,
                       round.state, round.state, paceWords(next, took, m_rule.every), next.pause, 0});
    }
    done.reason = next.reason;
    done.due = now.awake + next.pause;
    done.timer->start(next.pause);
    return next.pause;
}

void Watch::Run::checkNow()
{
    for (qsizetype index = 0; index < m_items.size(); ++index) {
        if (!m_started || !endpoint(index).timer->isActive())
            continue;
        endpoint(index).due = momentNow().awake;
        queue(index);
    }
}

void Watch::Run::stop()
{
    if (m_stopping || m_told)
        return;
    m_stopping = true;
    for (const auto &stopped : m_endpoints) {
        if (stopped->timer)
            stopped->timer->stop();
        if (stopped->check)
            stopped->check->stop();
    }
    if (m_running == 0)
        QMetaObject::invokeMethod(
            m_watch, [this] { endIfDone(); }, Qt::QueuedConnection);
}

void Watch::Run::endIfDone()
{
    if (m_told || m_running > 0)
        return;
    const auto isDone = [this](const std::unique_ptr<Endpoint> &one) {
        return m_stopping || (m_rule.rounds > 0 && one->rounds >= m_rule.rounds);
    };
    if (!std::all_of(m_endpoints.cbegin(), m_endpoints.cend(), isDone))
        return;
    m_told = true;
    Q_EMIT m_watch->finished();
}

// ---- Watch

Watch::Watch(QList<BatchItem> items, const WatchRule &rule, QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, std::move(items), rule))
{
}

Watch::~Watch() = default;

void Watch::start()
{
    m_run->start();
}

void Watch::stop()
{
    m_run->stop();
}

void Watch::checkNow()
{
    m_run->checkNow();
}

const Course &Watch::course(qsizetype endpoint) const
{
    return m_run->course(endpoint);
}

diagnosis::CourseTotals Watch::totals(qsizetype endpoint) const
{
    return m_run->course(endpoint).totals(momentNow());
}

} // namespace wirewise::check
