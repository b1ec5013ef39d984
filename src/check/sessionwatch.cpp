#include "check/sessionwatch.h"

#include "probe/connection.h"
#include "wire/closecode.h"

namespace wirewise::check {

using observation::SessionFacts;

namespace {

/// Long enough for a round trip to the other side of the world, short enough to be waited for.
constexpr std::chrono::milliseconds FarewellLimit{1000};
const QByteArray PingPayload = QByteArrayLiteral("wirewise");

} // namespace

SessionWatch::SessionWatch(probe::Connection *connection, WatchPlan plan, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_plan(std::move(plan))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SessionWatch::timeIsUp);
    connect(&m_pingTimer, &QTimer::timeout, this, [this] {
        if (m_connection)
            m_connection->sendPing(PingPayload);
    });
    connect(connection, &probe::Connection::messages, this, &SessionWatch::messagesSeen);
    connect(connection, &probe::Connection::ended, this, [this] { finish(); });
}

void SessionWatch::start()
{
    if (m_finished) // the connection went before
        return;
    if (m_plan.length.count() <= 0) {
        timeIsUp();
        return;
    }
    // Whoever listens to the messages may destroy this watch.
    const QPointer<SessionWatch> alive(this);
    m_connection->sendPing(PingPayload);
    const QList<QByteArray> texts = alive ? m_plan.send : QList<QByteArray>();
    for (const QByteArray &text : texts) {
        if (alive && m_connection)
            m_connection->sendText(text);
    }
    if (!alive || m_finished)
        return;
    if (m_plan.pingEvery.count() > 0)
        m_pingTimer.start(m_plan.pingEvery);
    m_timer.start(m_plan.length);
}

void SessionWatch::timeIsUp()
{
    m_pingTimer.stop();
    if (!m_connection || m_leaving || m_plan.leaveOpen) {
        finish();
        return;
    }
    // The farewell is no part of what is judged: the facts end here, with our own Close in them.
    m_leaving = true;
    const bool wait = m_plan.length.count() > 0;
    const QPointer<SessionWatch> alive(this);
    m_connection->close(wire::closecode::Normal);
    if (!alive || m_finished || !m_connection)
        return;
    m_facts = m_connection->facts();
    if (!wait) {
        finish();
        return;
    }
    m_timer.start(FarewellLimit);
}

void SessionWatch::stop()
{
    finish();
}

void SessionWatch::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_timer.stop();
    m_pingTimer.stop();
    if (!m_leaving && m_connection)
        m_facts = m_connection->facts();
    Q_EMIT finished(m_facts);
}

} // namespace wirewise::check
