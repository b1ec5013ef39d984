#include "load/pace.h"

#include <algorithm>
#include <cmath>

namespace wirewise::load {

using observation::Duration;
using observation::LoadPlan;

Pace::Pace(const LoadPlan &plan)
    : m_plan(plan)
    , m_rate(plan.rate)
{
}

std::optional<Duration> Pace::next() const
{
    if (m_begun >= m_plan.connections)
        return {};
    return Duration(std::llround(m_due));
}

void Pace::begin()
{
    ++m_begun;
    m_due += 1e6 / m_rate;
    if (m_begun >= m_plan.connections)
        return;
    const int step = stepOf(m_plan.connections, m_plan.steps, m_begun);
    const auto stepLength = static_cast<double>(m_plan.time.count()) / m_plan.steps;
    m_due = std::max(m_due, step * stepLength);
}

void Pace::holdBack(Duration until)
{
    m_rate /= 2;
    m_due = std::max(m_due, static_cast<double>(until.count()));
}

int toldSteps(const LoadPlan &plan)
{
    constexpr int tenths = 10;
    return plan.steps > 1 ? plan.steps : std::clamp(plan.connections, 1, tenths);
}

int endOfStep(int connections, int steps, int step)
{
    return static_cast<int>(static_cast<qint64>(connections) * (step + 1) / steps);
}

int stepOf(int connections, int steps, int connection)
{
    int step = static_cast<int>(static_cast<qint64>(connection) * steps / std::max(1, connections));
    while (step < steps - 1 && connection >= endOfStep(connections, steps, step))
        ++step;
    return step;
}

} // namespace wirewise::load
