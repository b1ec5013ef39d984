#pragma once

#include <QMetaType>

#include <chrono>
#include <optional>

namespace wirewise::observation {

using Duration = std::chrono::microseconds;

/// How long each phase of one exchange took; empty where the phase did not happen.
struct Timing
{
    std::optional<Duration> name, connect, tls, send, wait, receive;
    Duration total{0};
    /// When the exchange began, counted from the start of the check.
    Duration startedAfter{0};

    friend bool operator==(const Timing &, const Timing &) = default;
};

} // namespace wirewise::observation
