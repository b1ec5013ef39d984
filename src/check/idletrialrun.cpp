#include "check/idletrialrun.h"

#include "probe/connection.h"
#include "probe/proberun.h"
#include "wire/closecode.h"

#include <algorithm>

namespace wirewise::check {

using observation::Duration;
using observation::Exchange;
using observation::IdleTrial;
using observation::Message;
using observation::SessionFacts;
using observation::StreamEnd;
using End = IdleTrial::End;

namespace {

const QByteArray OpeningPing = QByteArrayLiteral("wirewise: do you answer pings?");
const QByteArray KeepingPing = QByteArrayLiteral("wirewise: ping");
const QByteArray LastPing = QByteArrayLiteral("wirewise: still there?");
constexpr std::chrono::milliseconds FarewellLimit{1000};

End endOf(const SessionFacts &facts)
{
    if (facts.breach)
        return End::Broken;
    if (facts.closeBy == SessionFacts::CloseBy::Peer)
        return End::CloseFrame;
    return facts.end == StreamEnd::ResetByPeer ? End::Reset : End::Fin;
}

bool isPongOfOurs(const Message &message)
{
    return message.opcode == wire::Opcode::Pong && message.payload.startsWith("wirewise: ");
}

} // namespace

IdleTrialRun::IdleTrialRun(observation::Probe probe, Duration pingEvery, QObject *parent)
    : QObject(parent)
    , m_probe(std::move(probe))
    , m_pings(this)
    , m_aliveLimit(this)
{
    m_trial.pingEvery = pingEvery;
    m_pings.setTimerType(Qt::PreciseTimer);
    connect(&m_pings, &QTimer::timeout, this, [this] {
        if (isOpen())
            m_connection->sendPing(KeepingPing);
    });
    m_aliveLimit.setSingleShot(true);
    connect(&m_aliveLimit, &QTimer::timeout, this, [this] {
        // Without an answer to the ping at the opening, none to this one says nothing.
        finish(m_trial.answersPings ? End::DeadPath : End::Open);
    });
}

IdleTrialRun::~IdleTrialRun() = default;

void IdleTrialRun::start()
{
    m_run = std::make_unique<probe::ProbeRun>(m_probe);
    connect(m_run.get(), &probe::ProbeRun::finished, this, &IdleTrialRun::onAnswered);
    m_run->start();
}

void IdleTrialRun::onAnswered(const Exchange &exchange)
{
    m_exchange = exchange;
    m_connection = m_run->takeConnection();
    if (!m_connection) {
        finish(End::NotOpened);
        return;
    }
    m_trial.end = End::Open;
    m_sinceOpen.start();
    connect(m_connection.get(), &probe::Connection::messages, this, [this] { onMessage(); });
    connect(m_connection.get(), &probe::Connection::ended, this, &IdleTrialRun::onEnded);
    m_connection->sendPing(OpeningPing);
    setPingEvery(m_trial.pingEvery);
    Q_EMIT changed();
}

void IdleTrialRun::setPingEvery(Duration interval)
{
    m_trial.pingEvery = interval;
    if (m_pings.isActive() && isOpen())
        m_connection->sendPing(KeepingPing); // a new rhythm must not lengthen the silence that runs now
    if (interval > Duration(0) && isOpen())
        m_pings.start(std::max(std::chrono::milliseconds(1),
                               std::chrono::duration_cast<std::chrono::milliseconds>(interval)));
}

void IdleTrialRun::onMessage()
{
    const Duration now(m_sinceOpen.nsecsElapsed() / 1000);
    m_trial.longestSilence = std::max(m_trial.longestSilence, now - m_lastActivity);
    m_lastActivity = now;
    if (m_asked && isOpen() && wasAnswered(LastPing))
        QMetaObject::invokeMethod( // not from inside the connection's signal
            this, [this] { finish(End::Open); }, Qt::QueuedConnection);
}

bool IdleTrialRun::wasAnswered(const QByteArray &payload) const
{
    const SessionFacts facts = m_connection->facts();
    // A peer that spoke so much that its messages are no longer kept is there.
    return facts.messages.size() >= SessionFacts::KeptMessages ||
           std::any_of(facts.messages.cbegin(), facts.messages.cend(), [&](const Message &message) {
               return message.opcode == wire::Opcode::Pong && message.payload == payload;
           });
}

void IdleTrialRun::askWhetherAlive(std::chrono::milliseconds limit)
{
    if (!isOpen() || m_asked)
        return;
    m_trial = trial(); // the silence ends here
    m_asked = true;
    m_aliveLimit.start(limit);
    m_connection->sendPing(LastPing);
}

void IdleTrialRun::onEnded()
{
    if (m_over)
        return;
    const SessionFacts facts = m_connection->facts();
    m_trial.closeCode = facts.closeCode;
    m_trial.closeReason = facts.closeReason;
    if (!m_asked) {
        m_trial.life = facts.closedAt.value_or(facts.endedAt.value_or(facts.watched));
        m_trial.silence = facts.quietBeforeEnd;
        m_trial.longestSilence = std::max(m_trial.longestSilence, facts.quietBeforeEnd);
    }
    // A path that forgot the connection may answer the ping with a reset: it was dead before.
    finish(m_asked ? End::DeadPath : endOf(facts));
}

IdleTrial IdleTrialRun::trial() const
{
    IdleTrial trial = m_trial;
    if (!m_connection || m_over)
        return trial;
    const SessionFacts facts = m_connection->facts();
    trial.answersPings = facts.pongReceived.has_value();
    trial.heard = std::count_if(facts.messages.cbegin(), facts.messages.cend(), [](const Message &message) {
        return message.direction == wire::Direction::Received && !isPongOfOurs(message);
    });
    if (!m_asked) {
        trial.life = Duration(m_sinceOpen.nsecsElapsed() / 1000);
        trial.silence = trial.life - m_lastActivity;
        trial.longestSilence = std::max(trial.longestSilence, trial.silence);
    }
    return trial;
}

SessionFacts IdleTrialRun::facts() const
{
    return m_connection && !m_over ? m_connection->facts() : m_facts;
}

void IdleTrialRun::finish(End end)
{
    if (m_over)
        return;
    if (m_connection) {
        const IdleTrial now = trial();
        m_trial.answersPings = now.answersPings;
        m_trial.heard = now.heard;
        m_facts = m_connection->facts();
    }
    m_trial.end = end;
    leave();
    Q_EMIT changed();
}

void IdleTrialRun::leave()
{
    if (m_over)
        return;
    if (m_trial.end == End::Open)
        m_trial = trial();
    m_over = true;
    m_pings.stop();
    m_aliveLimit.stop();
    if (m_run)
        m_run->disconnect(this);
    if (!m_connection)
        return;
    m_facts = m_connection->facts();
    probe::Connection *connection = m_connection.release();
    connection->disconnect(this);
    if (!connection->isOpen()) {
        connection->deleteLater(); // this may come from inside its signal
        return;
    }
    connect(connection, &probe::Connection::ended, connection, &QObject::deleteLater);
    QTimer::singleShot(FarewellLimit, connection, &QObject::deleteLater);
    connection->close(wire::closecode::Normal);
}

} // namespace wirewise::check
