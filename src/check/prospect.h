#pragma once

#include "observation/exchange.h"
#include "observation/sessionfacts.h"

#include <QDateTime>
#include <QString>

#include <chrono>

namespace wirewise::check {

/// Whether it makes sense to open a connection again in the very same way.
struct Prospect
{
    bool useless = false;              ///< the next try would get the same answer
    std::chrono::milliseconds wait{0}; ///< the server asks to wait at least so long (Retry-After)
    QString why;                       ///< one sentence: what happened

    /// A server that asks for more than this is not waited for.
    static constexpr std::chrono::hours LongestWait{1};
};

/// After a connection that was open has ended.
[[nodiscard]] Prospect prospectAfter(const observation::SessionFacts &ended);
/// After an upgrade that got no 101; now is what a date in Retry-After is compared with.
[[nodiscard]] Prospect prospectAfter(const observation::Exchange &upgrade, const QDateTime &now);

/// How long an answer asks to wait: Retry-After, seconds or a date (RFC 9110 section 10.2.3); zero if it does
/// not, or if there is none.
[[nodiscard]] std::chrono::milliseconds retryAfter(const observation::Exchange &exchange,
                                                   const QDateTime &now);

} // namespace wirewise::check
