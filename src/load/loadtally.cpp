#include "load/loadtally.h"

#include "load/pace.h"

namespace wirewise::load {

using observation::Duration;
using observation::LoadTest;

namespace {

observation::Observation askedBy(const LoadTest &test)
{
    observation::Observation asked;
    asked.typed = test.typed;
    asked.endpoint = test.endpoint;
    asked.settings = test.settings;
    asked.startedAt = test.startedAt;
    return asked;
}

} // namespace

LoadTally::LoadTally(const LoadTest &test)
    : m_test(test)
    , m_failures(askedBy(test))
{
    const int steps = toldSteps(test.plan);
    m_steps.resize(static_cast<std::size_t>(steps));
    m_test.steps.resize(steps);
    for (int step = 0; step < steps; ++step)
        m_test.steps[step].connections = endOfStep(test.plan.connections, steps, step);
}

void LoadTally::goTo(Duration now)
{
    while (now >= std::chrono::seconds(m_test.seconds.size() + 1))
        endSecond();
}

observation::LoadSecond LoadTally::secondNow() const
{
    observation::LoadSecond second = m_running;
    second.open = m_test.open;
    second.handshake = m_second.handshake.figures();
    second.answer = m_second.answer.figures();
    return second;
}

void LoadTally::endSecond()
{
    m_test.seconds.append(secondNow());
    m_running = {};
    m_second = {};
}

void LoadTally::begun(Duration now, Duration late)
{
    goTo(now);
    const int step = stepOf(m_test.plan.connections, static_cast<int>(m_steps.size()), m_test.begun);
    m_step = static_cast<std::size_t>(step);
    ++m_test.begun;
    ++m_test.steps[step].begun;
    m_all.lateness.add(late);
    m_steps[m_step].lateness.add(late);
}

void LoadTally::opened(Duration now, int connection, Duration latency)
{
    goTo(now);
    const int step = stepOf(m_test.plan.connections, static_cast<int>(m_steps.size()), connection);
    ++m_test.opened;
    ++m_test.open;
    ++m_running.opened;
    ++m_test.steps[step].opened;
    m_all.handshake.add(latency);
    m_second.handshake.add(latency);
    m_steps[static_cast<std::size_t>(step)].handshake.add(latency);
}

void LoadTally::refused(Duration now, int connection, const observation::Exchange &upgrade)
{
    goTo(now);
    const int step = stepOf(m_test.plan.connections, static_cast<int>(m_steps.size()), connection);
    ++m_test.failed;
    ++m_running.failed;
    ++m_test.steps[step].failed;
    m_failures.addRefusal(upgrade);
}

void LoadTally::dropped(Duration now, const observation::Exchange &upgrade,
                        const observation::SessionFacts &session)
{
    goTo(now);
    --m_test.open;
    ++m_test.dropped;
    ++m_running.dropped;
    // What ends while all are held, ends for its age and not for the number of the others.
    if (m_test.plan.steps > 1 || m_test.begun < m_test.plan.connections)
        ++m_test.steps[static_cast<qsizetype>(m_step)].dropped;
    m_failures.addDrop(upgrade, session);
}

void LoadTally::closed()
{
    --m_test.open;
    ++m_test.closed;
}

void LoadTally::unfinished()
{
    ++m_test.unfinished;
}

void LoadTally::said()
{
    ++m_test.sent;
}

void LoadTally::answered(Duration now, Duration latency)
{
    goTo(now);
    m_all.answer.add(latency);
    m_second.answer.add(latency);
    m_steps[m_step].answer.add(latency);
}

void LoadTally::unanswered(qint64 messages)
{
    m_test.unanswered += messages;
}

LoadTest LoadTally::test(Duration now)
{
    goTo(now);
    LoadTest test = m_test;
    test.took = now;
    if (now > std::chrono::seconds(test.seconds.size()))
        test.seconds.append(secondNow()); // as far as it has come
    test.handshake = m_all.handshake.figures();
    test.answer = m_all.answer.figures();
    test.lateness = m_all.lateness.percentile(0.95).value_or(Duration(0));
    for (qsizetype i = 0; i < test.steps.size(); ++i) {
        const Times &times = m_steps[static_cast<std::size_t>(i)];
        test.steps[i].handshake = times.handshake.figures();
        test.steps[i].answer = times.answer.figures();
        test.steps[i].lateness = times.lateness.percentile(0.95).value_or(Duration(0));
    }
    test.failures = m_failures.failures();
    return test;
}

} // namespace wirewise::load
