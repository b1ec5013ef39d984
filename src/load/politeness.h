#pragma once

#include "observation/exchange.h"
#include "observation/loadtest.h"

#include <QDateTime>

#include <optional>

namespace wirewise::load {

/// Obeys a server that asks for less: 429 (RFC 6585 section 4), or 503 with Retry-After (RFC 9110 section
/// 10.2.3). Pure: answers and times in, orders out.
///
/// Nothing more begins for as long as it asks; without a time of its own for 1, 2, 4 seconds. Connections
/// that were under way when it asked get the same answer and are no new request. At the fourth one, or if it
/// asks for more time than is left, no more connections begin at all.
class Politeness
{
public:
    static constexpr int MostRequests = 3;

    struct Order
    {
        enum class Kind { GoOn, Wait, GiveUp };
        Kind kind = Kind::GoOn;
        observation::Duration until{0}; ///< of Wait
    };

    /// A connection that began at that time was refused with this answer. Times count from the start of the
    /// test, `end` is when it is over; `date` is what a date in Retry-After is compared with.
    [[nodiscard]] Order onRefusal(const observation::Exchange &upgrade, observation::Duration begun,
                                  observation::Duration now, observation::Duration end,
                                  const QDateTime &date);
    [[nodiscard]] const observation::LoadRestraint &restraint() const { return m_restraint; }
    /// The first ones all failed.
    void giveUpForNothingOpens() { m_restraint.nothingOpened = true; }

private:
    observation::LoadRestraint m_restraint;
    observation::Duration m_until{0}; ///< nothing begins before
};

} // namespace wirewise::load
