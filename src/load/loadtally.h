#pragma once

#include "load/failuretally.h"
#include "observation/latencies.h"

#include <vector>

namespace wirewise::load {

/// Adds up what the sessions of a test tell, in memory that does not grow with their number or their
/// messages. Pure: times, counted from the start of the test, come with what happened.
class LoadTally
{
public:
    /// typed, endpoint, settings, plan and startedAt of the test are set.
    explicit LoadTally(const observation::LoadTest &test);

    /// late: how long after it was due.
    void begun(observation::Duration now, observation::Duration late);
    /// latency: from when it was due to the 101.
    void opened(observation::Duration now, int connection, observation::Duration latency);
    void refused(observation::Duration now, int connection, const observation::Exchange &upgrade);
    void dropped(observation::Duration now, const observation::Exchange &upgrade,
                 const observation::SessionFacts &session);
    /// The peer answered our Close, or ended after it.
    void closed();
    void unfinished();
    void said();
    /// latency: from when the message was due to its answer.
    void answered(observation::Duration now, observation::Duration latency);
    void unanswered(qint64 messages);

    [[nodiscard]] int openNow() const { return m_test.open; }
    [[nodiscard]] int failedNow() const { return m_test.failed; }
    [[nodiscard]] int openedNow() const { return m_test.opened; }

    /// As it is then.
    [[nodiscard]] observation::LoadTest test(observation::Duration now);

private:
    struct Times
    {
        observation::Latencies handshake, answer, lateness;
    };

    /// Ends the seconds that are over.
    void goTo(observation::Duration now);
    void endSecond();
    [[nodiscard]] observation::LoadSecond secondNow() const;

    observation::LoadTest m_test;
    FailureTally m_failures;
    Times m_all, m_second;
    std::vector<Times> m_steps;
    observation::LoadSecond m_running; ///< the second that runs
    std::size_t m_step = 0;            ///< that of the connection that began last
};

} // namespace wirewise::load
