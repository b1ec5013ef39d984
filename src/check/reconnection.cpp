#include "check/reconnection.h"

#include "check/prospect.h"
#include "probe/connection.h"

#include <QPointer>

#include <algorithm>

namespace wirewise::check {

using observation::SessionFacts;
using std::chrono::milliseconds;
using Phase = ReconnectState::Phase;

Reconnection::Reconnection(QString typed, observation::Settings settings, const BackoffPlan &plan,
                           quint32 seed, QObject *parent)
    : QObject(parent)
    , m_typed(std::move(typed))
    , m_settings(std::move(settings))
    , m_backoff(plan, seed)
{
    m_settings.probes = {observation::ProbeKind::Upgrade};
    m_settings.experiments = false;
    m_settings.listen = {};
    m_settings.send.clear();
    m_timer.setParent(this); // moves to another thread with this object
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Reconnection::tryOnce);
}

Reconnection::~Reconnection() = default;

void Reconnection::begin(const SessionFacts &ended)
{
    if (m_state.phase == Phase::Waiting || m_state.phase == Phase::Trying)
        return;
    m_backoff.lived(std::chrono::duration_cast<milliseconds>(ended.watched));
    const Prospect prospect = prospectAfter(ended);
    waitOrGiveUp(prospect.useless, prospect.wait, prospect.why);
}

void Reconnection::waitOrGiveUp(bool useless, milliseconds atLeast, const QString &why)
{
    const std::optional<milliseconds> delay = useless ? std::nullopt : m_backoff.next();
    if (!delay) {
        const QString spent =
            useless ? QString() : tr("%n tries did not open it.", nullptr, m_backoff.tries());
        setState({Phase::GaveUp, m_backoff.tries(), milliseconds(0),
                  spent.isEmpty() ? why : QString(spent % QLatin1Char(' ') % why)});
        return;
    }
    const milliseconds wait = std::max(*delay, atLeast);
    m_timer.start(wait);
    setState({Phase::Waiting, m_backoff.tries(), wait, why});
}

void Reconnection::tryNow()
{
    if (m_state.phase == Phase::Trying)
        return;
    m_timer.stop();
    if (m_state.phase != Phase::Waiting)
        m_state.tries = 1;
    tryOnce();
}

void Reconnection::tryOnce()
{
    dropCheck();
    m_check = std::make_unique<Check>(m_typed, m_settings);
    m_check->setKeepConnection(true);
    connect(m_check.get(), &Check::connectionOpened, this, &Reconnection::onOpened);
    connect(m_check.get(), &Check::finished, this, &Reconnection::onFinished);
    const QPointer<Reconnection> alive(this);
    setState({Phase::Trying, std::max(1, m_state.tries), milliseconds(0), m_state.why});
    if (alive && m_check)
        m_check->start();
}

void Reconnection::onOpened()
{
    m_connection = m_check->takeConnection();
    if (const observation::Exchange *upgrade = m_check->observation().exchange("upgrade"))
        m_upgrade = *upgrade;
    const int tries = m_state.tries;
    dropCheck();
    const QPointer<Reconnection> alive(this);
    setState({});
    if (alive && m_connection)
        Q_EMIT opened(tries);
}

void Reconnection::onFinished()
{
    const observation::Exchange *upgrade = m_check->observation().exchange("upgrade");
    m_upgrade = upgrade ? *upgrade : observation::Exchange();
    dropCheck();
    const Prospect prospect = prospectAfter(m_upgrade, QDateTime::currentDateTimeUtc());
    waitOrGiveUp(prospect.useless, prospect.wait, prospect.why);
}

void Reconnection::stop()
{
    m_timer.stop();
    dropCheck();
    setState({});
}

/// Not destroyed here: this may come from inside its own signal.
void Reconnection::dropCheck()
{
    if (!m_check)
        return;
    m_check->disconnect(this);
    m_check.release()->deleteLater();
}

void Reconnection::setState(const ReconnectState &state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

std::unique_ptr<probe::Connection> Reconnection::takeConnection()
{
    return std::move(m_connection);
}

} // namespace wirewise::check
