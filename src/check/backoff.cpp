#include "check/backoff.h"

#include <algorithm>

namespace wirewise::check {

using std::chrono::milliseconds;

Backoff::Backoff(const BackoffPlan &plan, quint32 seed)
    : m_plan(plan)
    , m_random(seed)
{
}

void Backoff::lived(milliseconds time)
{
    if (time >= m_plan.settled)
        m_tries = 0;
}

std::optional<milliseconds> Backoff::next()
{
    if (m_plan.mostTries > 0 && m_tries >= m_plan.mostTries)
        return std::nullopt;
    milliseconds delay = m_plan.first;
    for (int doubled = 0; doubled < m_tries && delay < m_plan.longest; ++doubled)
        delay *= 2;
    delay = std::min(delay, m_plan.longest);
    ++m_tries;
    std::uniform_int_distribution<milliseconds::rep> shorter(0, delay.count() / 4);
    return delay - milliseconds(shorter(m_random));
}

} // namespace wirewise::check
