#include "load/loadrun.h"

#include "load/descriptorlimit.h"
#include "load/loadsession.h"
#include "load/loadtally.h"
#include "load/pace.h"
#include "load/politeness.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

namespace wirewise::load {

using observation::Duration;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::LoadTest;
using observation::Probe;
using observation::ProbeKind;

namespace {

/// Connections and messages of one turn of the event loop: what comes in meanwhile waits no longer than that.
constexpr int MostOfATurn = 64;
/// A timer of whole milliseconds fires up to one too late, which no latency is to contain: what is due so
/// soon goes out at once, and its latency counts from then.
constexpr Duration Soon = std::chrono::milliseconds(1);

observation::Settings upgradeAlone(observation::Settings settings)
{
    settings.probes = {ProbeKind::Upgrade};
    settings.experiments = false;
    settings.listen = {};
    settings.send.clear();
    return settings;
}

LoadTest asked(const QString &typed, const observation::Settings &settings, const LoadPlan &plan)
{
    LoadTest test;
    test.typed = typed;
    test.endpoint = observation::parseEndpoint(typed);
    test.settings = upgradeAlone(settings);
    test.plan = plan;
    return test;
}

} // namespace

class LoadRun::Run
{
public:
    Run(LoadRun *owner, const LoadTest &asked);

    void start();
    void stop();
    [[nodiscard]] LoadTest test();

private:
    enum class Phase { NotStarted, Running, LastAnswers, Closing, Finished };
    struct DueMessage
    {
        Duration due;
        int session;
    };

    [[nodiscard]] Duration now() const { return Duration(m_clock.nsecsElapsed() / 1000); }
    void turn();
    void beginDue();
    void begin(Duration due);
    void sayDue();
    void waitForNext();
    void onOpened(int number, Duration due);
    void onRefused(int number);
    void onEnded(int number);
    void noMoreBegin() { m_beginning = false; }
    void awaitLastAnswers();
    void closeAll();
    void finishIfClosed();
    void finish();
    [[nodiscard]] LoadSession &session(int number) { return *m_sessions[static_cast<std::size_t>(number)]; }

    LoadRun *m_owner;
    LoadTest m_asked;
    std::optional<LoadTally> m_tally;
    Pace m_pace;
    Politeness m_politeness;
    QElapsedTimer m_clock;
    QTimer m_timer, m_phaseLimit;
    Phase m_phase = Phase::NotStarted;
    bool m_beginning = true;
    bool m_stopped = false;
    std::vector<std::unique_ptr<LoadSession>> m_sessions;
    std::deque<DueMessage> m_messages; ///< in the order due: all have the same interval
    Duration m_end{0};
};

LoadRun::Run::Run(LoadRun *owner, const LoadTest &asked)
    : m_owner(owner)
    , m_asked(asked)
    , m_pace(asked.plan)
    , m_timer(owner)
    , m_phaseLimit(owner)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_phaseLimit.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, owner, [this] { turn(); });
    QObject::connect(&m_phaseLimit, &QTimer::timeout, owner, [this] {
        if (m_phase == Phase::LastAnswers)
            closeAll();
        else
            finish();
    });
}

void LoadRun::Run::start()
{
    if (m_phase != Phase::NotStarted)
        return;
    m_phase = Phase::Running;
    m_asked.startedAt = QDateTime::currentDateTimeUtc();
    m_tally.emplace(m_asked);
    m_end = m_asked.plan.time;
    m_sessions.reserve(static_cast<std::size_t>(m_asked.plan.connections));
    m_clock.start();
    if (!m_asked.endpoint.endpoint) {
        // What is wrong with the address is a finding; nothing can be begun.
        m_politeness.giveUpForNothingOpens();
        m_end = Duration(0);
    }
    // What there is no room for fails as a finding of its own.
    static_cast<void>(roomForConnections(m_asked.plan.connections));
    m_timer.start(0);
}

// ---- what is due

void LoadRun::Run::turn()
{
    if (m_phase != Phase::Running)
        return;
    if (now() >= m_end)
        return awaitLastAnswers();
    if (!m_beginning && m_tally->openNow() == 0 &&
        std::none_of(m_sessions.cbegin(), m_sessions.cend(),
                     [](const auto &session) { return session->isOpening(); }))
        return awaitLastAnswers(); // nothing is left to hold
    beginDue();
    sayDue();
    waitForNext();
}

void LoadRun::Run::beginDue()
{
    for (int count = 0; count < MostOfATurn && m_beginning; ++count) {
        const std::optional<Duration> due = m_pace.next();
        if (!due)
            return noMoreBegin();
        if (*due > now() + Soon)
            return;
        begin(*due);
    }
}

void LoadRun::Run::begin(Duration due)
{
    const int number = m_pace.begun();
    m_pace.begin();
    const Duration at = now();
    m_tally->begun(at, std::max(Duration(0), at - due));
    const Probe probe{toString(ProbeKind::Upgrade), ProbeKind::Upgrade, *m_asked.endpoint.endpoint,
                      m_asked.settings};
    m_sessions.push_back(std::make_unique<LoadSession>(probe, m_asked.plan.message, nullptr));
    LoadSession &opening = session(number);
    QObject::connect(&opening, &LoadSession::opened, m_owner,
                     [this, number, from = std::min(at, due)] { onOpened(number, from); });
    QObject::connect(&opening, &LoadSession::answered, m_owner, [this](Duration messageDue) {
        if (m_phase != Phase::Closing) // those have been counted as unanswered
            m_tally->answered(now(), now() - messageDue);
    });
    QObject::connect(&opening, &LoadSession::ended, m_owner, [this, number] { onEnded(number); });
    opening.open(at);
}

void LoadRun::Run::sayDue()
{
    for (int count = 0; count < MostOfATurn && !m_messages.empty(); ++count) {
        DueMessage message = m_messages.front();
        const Duration at = now();
        if (message.due > at + Soon)
            return;
        m_messages.pop_front();
        LoadSession &speaker = session(message.session);
        if (!speaker.isOpen())
            continue;
        speaker.say(std::min(at, message.due));
        m_tally->said();
        message.due += m_asked.plan.message.every;
        m_messages.push_back(message);
    }
}

void LoadRun::Run::waitForNext()
{
    Duration next = m_end;
    if (m_beginning)
        next = std::min(next, m_pace.next().value_or(m_end));
    if (!m_messages.empty())
        next = std::min(next, m_messages.front().due);
    const Duration left = std::max(Duration(0), next - now());
    m_timer.start(
        std::min(std::chrono::floor<std::chrono::milliseconds>(left), std::chrono::milliseconds(1000)));
}

// ---- what happens

void LoadRun::Run::onOpened(int number, Duration due)
{
    LoadSession &ready = session(number);
    if (!ready.isOpen())
        return onRefused(number);
    const Duration at = now();
    m_tally->opened(at, number, at - due);
    if (m_phase != Phase::Running)
        return ready.leave();
    const LoadMessage &message = m_asked.plan.message;
    if (message.kind == LoadMessage::Kind::Nothing)
        return;
    m_messages.push_back({at + message.every, number});
    m_tally->said();
    ready.say(at);
}

void LoadRun::Run::onRefused(int number)
{
    const observation::Exchange upgrade = session(number).exchange();
    if (upgrade.outcome == observation::Outcome::Stopped) {
        m_tally->unfinished();
        return finishIfClosed();
    }
    const Duration at = now();
    m_tally->refused(at, number, upgrade);
    if (m_phase != Phase::Running)
        return finishIfClosed();
    const Politeness::Order order = m_politeness.onRefusal(upgrade, session(number).begunAt(), at, m_end,
                                                           QDateTime::currentDateTimeUtc());
    using Kind = Politeness::Order::Kind;
    if (order.kind == Kind::Wait)
        m_pace.holdBack(order.until);
    else if (order.kind == Kind::GiveUp)
        noMoreBegin();
    if (m_tally->openedNow() == 0 && m_tally->failedNow() >= HopelessAfter && m_beginning) {
        m_politeness.giveUpForNothingOpens();
        noMoreBegin();
    }
    if (!m_beginning)
        m_timer.start(0);
}

void LoadRun::Run::onEnded(int number)
{
    if (m_phase == Phase::Finished)
        return;
    const observation::SessionFacts facts = session(number).facts();
    if (facts.closeBy == observation::SessionFacts::CloseBy::Us ||
        facts.end == observation::StreamEnd::ClosedByUs)
        m_tally->closed();
    else
        m_tally->dropped(now(), session(number).exchange(), facts);
    if (m_phase == Phase::Running && !m_beginning)
        m_timer.start(0);
    finishIfClosed();
}

// ---- the end

void LoadRun::Run::stop()
{
    if (m_phase == Phase::Running || m_phase == Phase::LastAnswers) {
        m_stopped = true;
        closeAll();
    }
}

/// Messages that were sent a moment ago are given their chance.
void LoadRun::Run::awaitLastAnswers()
{
    m_phase = Phase::LastAnswers;
    m_beginning = false;
    m_timer.stop();
    const bool waits = m_asked.plan.message.isMeasured() &&
                       std::any_of(m_sessions.cbegin(), m_sessions.cend(), [](const auto &session) {
                           return session->isOpen() && !session->isAnswered();
                       });
    m_phaseLimit.start(waits ? LastAnswers : std::chrono::milliseconds(0));
}

void LoadRun::Run::closeAll()
{
    m_phase = Phase::Closing;
    m_beginning = false;
    m_timer.stop();
    m_phaseLimit.start(LongestClosing);
    for (const auto &session : m_sessions)
        m_tally->unanswered(session->unanswered());
    for (const auto &session : m_sessions)
        session->leave();
    finishIfClosed();
}

void LoadRun::Run::finishIfClosed()
{
    if (m_phase == Phase::Closing && m_tally->openNow() == 0 &&
        std::none_of(m_sessions.cbegin(), m_sessions.cend(),
                     [](const auto &session) { return session->isOpening(); }))
        m_phaseLimit.start(0); // not from inside a session's signal
}

void LoadRun::Run::finish()
{
    if (m_phase == Phase::Finished)
        return;
    m_asked = test();
    m_asked.finished = true;
    m_phase = Phase::Finished;
    for (const auto &session : m_sessions)
        session->abandon();
    m_sessions.clear();
    Q_EMIT m_owner->finished();
}

LoadTest LoadRun::Run::test()
{
    if (m_phase == Phase::NotStarted || m_phase == Phase::Finished)
        return m_asked;
    LoadTest test = m_tally->test(now());
    test.restraint = m_politeness.restraint();
    test.stopped = m_stopped;
    return test;
}

// ---- LoadRun

LoadRun::LoadRun(QString typed, observation::Settings settings, const LoadPlan &plan, QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, asked(typed, settings, plan)))
{
}

LoadRun::~LoadRun() = default;

void LoadRun::start()
{
    m_run->start();
}

void LoadRun::stop()
{
    m_run->stop();
}

LoadTest LoadRun::test() const
{
    return m_run->test();
}

} // namespace wirewise::load
