#pragma once

#include "observation/loadtest.h"

#include <optional>

/// Bounded load: some thousand sessions at once, what they see, and nothing beyond what was asked for.
namespace wirewise::load {

/// When each connection of a plan is due. Pure: times, counted from the start of the test, in and out.
class Pace
{
public:
    explicit Pace(const observation::LoadPlan &plan);

    /// When the next connection is due; nothing once all have begun.
    [[nodiscard]] std::optional<observation::Duration> next() const;
    /// The next one begins.
    void begin();
    [[nodiscard]] int begun() const { return m_begun; }
    /// Nothing more is due before that time, and from then on half as many a second.
    void holdBack(observation::Duration until);

private:
    observation::LoadPlan m_plan;
    double m_rate;
    int m_begun = 0;
    double m_due = 0; ///< of the next one, in microseconds: a rate of 3 a second must not drift
};

/// How many steps a test is told in: those of the plan, or tenths of a plan that has none.
[[nodiscard]] int toldSteps(const observation::LoadPlan &plan);
/// How many connections have begun when that step, from 0, is over.
[[nodiscard]] int endOfStep(int connections, int steps, int step);
/// The step, from 0, in which a connection, from 0, begins.
[[nodiscard]] int stepOf(int connections, int steps, int connection);

} // namespace wirewise::load
