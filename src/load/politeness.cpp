#include "load/politeness.h"

#include "check/prospect.h"

namespace wirewise::load {

using observation::Duration;
using observation::Exchange;
using Order = Politeness::Order;

namespace {

bool asksForLess(const Exchange &upgrade)
{
    if (!upgrade.response)
        return false;
    const int status = upgrade.status();
    return status == 429 || (status == 503 && upgrade.response->headers.contains("Retry-After"));
}

} // namespace

Order Politeness::onRefusal(const Exchange &upgrade, Duration begun, Duration now, Duration end,
                            const QDateTime &date)
{
    if (!asksForLess(upgrade) || m_restraint.gaveUp)
        return {};
    const check::Prospect prospect = check::prospectAfter(upgrade, date);
    Duration wait = prospect.wait;
    const bool isNew = m_restraint.times == 0 || begun >= m_until;
    if (!isNew && now + wait <= m_until)
        return {};
    if (isNew && wait == Duration(0))
        wait = std::chrono::seconds(1 << m_restraint.times);
    if (isNew)
        ++m_restraint.times;
    if (prospect.useless || m_restraint.times > MostRequests || now + wait >= end) {
        m_restraint.gaveUp = true;
        return {Order::Kind::GiveUp, {}};
    }
    m_restraint.waited += now + wait - (isNew ? now : m_until);
    m_until = now + wait;
    return {Order::Kind::Wait, m_until};
}

} // namespace wirewise::load
