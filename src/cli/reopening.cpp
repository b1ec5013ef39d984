#include "cli/reopening.h"

#include <QRandomGenerator>

namespace wirewise::cli {

using Phase = check::ReconnectState::Phase;

namespace {

check::BackoffPlan planOf(int tries)
{
    check::BackoffPlan plan;
    plan.mostTries = tries;
    return plan;
}

} // namespace

Reopening::Reopening(const QString &typed, const observation::Settings &settings, int tries, QObject *parent)
    : QObject(parent)
    , m_reconnection(typed, settings, planOf(tries), QRandomGenerator::global()->generate())
{
    connect(&m_reconnection, &check::Reconnection::stateChanged, this, &Reopening::tell);
    connect(&m_reconnection, &check::Reconnection::opened, this, &Reopening::opened);
}

bool Reopening::begin(const observation::SessionFacts &ended)
{
    m_beginning = true;
    m_reconnection.begin(ended);
    m_beginning = false;
    return isUnderWay();
}

bool Reopening::isUnderWay() const
{
    const Phase phase = m_reconnection.state().phase;
    return phase == Phase::Waiting || phase == Phase::Trying;
}

void Reopening::tell(const check::ReconnectState &state)
{
    if (state.phase == Phase::Waiting) {
        const double seconds = static_cast<double>(state.delay.count()) / 1000.0;
        Q_EMIT said(tr("%1 Trying again in %2 s.").arg(state.why).arg(seconds, 0, 'f', 1));
    } else if (state.phase == Phase::GaveUp) {
        Q_EMIT said(tr("%1 No other connection is tried.").arg(state.why));
        if (!m_beginning)
            Q_EMIT gaveUp();
    }
}

void Reopening::announce(int number, int tries, observation::Duration pause)
{
    const double seconds = static_cast<double>(pause.count()) / 1e6;
    Q_EMIT said(tr("connection %1 (after %2 s, try %3)").arg(number).arg(seconds, 0, 'f', 1).arg(tries));
}

} // namespace wirewise::cli
