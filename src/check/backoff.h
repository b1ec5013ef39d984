#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>
#include <random>

namespace wirewise::check {

/// How a connection that ended is opened again: 1, 2, 4 … 30 seconds, each up to a quarter shorter, so that
/// the clients of one server do not all come back in the same moment.
struct BackoffPlan
{
    std::chrono::milliseconds first{1000};
    std::chrono::milliseconds longest{30000};
    /// A connection that was open for so long begins the delays anew.
    std::chrono::milliseconds settled{10000};
    int mostTries = 0; ///< in a row; zero: no end
};

/// The delays of one session. Pure: the same seed gives the same delays.
class Backoff
{
public:
    Backoff(const BackoffPlan &plan, quint32 seed);

    /// A connection was open for that long.
    void lived(std::chrono::milliseconds time);
    /// How long to wait before the next try; none when all tries are spent.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next();
    /// Which try comes after the delay that next() gave last, from 1.
    [[nodiscard]] int tries() const { return m_tries; }

private:
    BackoffPlan m_plan;
    std::minstd_rand m_random;
    int m_tries = 0;
};

} // namespace wirewise::check
