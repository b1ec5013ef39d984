#pragma once

#include "observation/observation.h"

#include <chrono>
#include <optional>
#include <random>

namespace wirewise::check {

/// What the answers of a check say about the next one.
struct AskedPause
{
    std::chrono::milliseconds wait{0}; ///< Retry-After, the longest of all answers
    bool limited = false;              ///< 429: too many requests
};
[[nodiscard]] AskedPause askedPause(const observation::Observation &observation, const QDateTime &now);

/// When the next round of a watch begins. From start to start, each pause up to a tenth shorter or longer at
/// random, so that watches that began together drift apart. Pure: the same seed gives the same pauses.
class WatchPace
{
public:
    enum class Reason {
        Usual,
        SlowCheck,  ///< the check took longer than the pause; there is one at a time
        RetryAfter, ///< the server asks to wait
        Limited,    ///< 429 without a time: twice as long each time
    };
    struct Next
    {
        std::chrono::milliseconds pause{0}; ///< from the end of the round
        Reason reason = Reason::Usual;
    };

    /// The longest pause that a 429 without Retry-After comes to, unless the usual one is longer.
    static constexpr std::chrono::minutes LongestDoubled{5};
    /// A server that asks for more is asked again after this.
    static constexpr std::chrono::hours LongestAsked{1};
    /// Behind a check that took longer than the pause.
    static constexpr std::chrono::milliseconds Breath{1000};

    /// Zero leaves no pause at all.
    WatchPace(std::chrono::milliseconds every, quint32 seed);

    [[nodiscard]] Next after(std::chrono::milliseconds took, const AskedPause &asked);

private:
    [[nodiscard]] std::chrono::milliseconds drifted();

    std::chrono::milliseconds m_every;
    std::minstd_rand m_random;
    int m_limited = 0; ///< rounds in a row that got 429 without a time
};

/// One sentence for the user; of Usual, that the usual pace goes on.
[[nodiscard]] QString paceWords(const WatchPace::Next &next, std::chrono::milliseconds took,
                                std::chrono::milliseconds every);

} // namespace wirewise::check
