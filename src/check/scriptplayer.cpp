#include "check/scriptplayer.h"

#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <algorithm>

namespace wirewise::check {

ScriptPlayer::ScriptPlayer(Script script, observation::PlaceholderValues values,
                           probe::Connection *connection, QObject *parent)
    : QObject(parent)
    , m_run(std::move(script), std::move(values))
    , m_connection(connection)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ScriptPlayer::onTick);
    connect(connection, &probe::Connection::messages, this, &ScriptPlayer::onMessages);
    connect(connection, &probe::Connection::ended, this, &ScriptPlayer::onEnded);
    connect(connection, &QObject::destroyed, this, &ScriptPlayer::onEnded);
}

void ScriptPlayer::start()
{
    m_clock.start();
    m_run.start(now());
    goOn();
}

void ScriptPlayer::onMessages(const observation::MessageViews &messages)
{
    const QPointer<ScriptPlayer> alive(this); // whoever hears of a step may end all of it
    for (const observation::MessageView &view : messages) {
        const observation::Message message = view.toMessage();
        if (view.isReceived() && message.opcode == wire::Opcode::Close)
            m_closeCode = wire::readCloseBody(message.payload).code.value_or(wire::closecode::NoStatus);
        m_run.receive(message, now());
        goOn();
        if (!alive)
            return;
    }
}

void ScriptPlayer::onEnded()
{
    m_connection = nullptr;
    m_run.receiveEnd(m_closeCode, now());
    goOn();
}

void ScriptPlayer::onTick()
{
    m_run.tick(now());
    goOn();
}

/// Actions may end the connection, and its end may come back here before act() returns.
void ScriptPlayer::goOn()
{
    m_actions += m_run.takeActions();
    if (m_acting) // what is sent is told, and comes back here
        return;
    m_acting = true;
    while (!m_actions.isEmpty())
        act(m_actions.takeFirst());
    m_acting = false;
    const auto isDone = [](const StepResult &result) {
        return result.outcome == StepResult::Outcome::Passed || result.outcome == StepResult::Outcome::Failed;
    };
    while (m_told < m_run.results().size() && isDone(m_run.results().at(m_told)))
        Q_EMIT stepDone(m_told++);
    if (m_run.isFinished()) {
        m_timer.stop();
        if (!std::exchange(m_finished, true))
            Q_EMIT finished();
        return;
    }
    if (const auto deadline = m_run.deadline()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - now());
        m_timer.start(std::max(left, std::chrono::milliseconds(0)));
    }
}

void ScriptPlayer::act(const ScriptAction &action)
{
    if (!m_connection)
        return;
    switch (action.kind) {
    case ScriptAction::Kind::SendText:
        m_connection->sendText(action.payload);
        break;
    case ScriptAction::Kind::SendBinary:
        m_connection->sendBinary(action.payload);
        break;
    case ScriptAction::Kind::Ping:
        m_connection->sendPing(action.payload);
        break;
    case ScriptAction::Kind::Close:
        m_connection->close(action.code.value_or(wire::closecode::Normal), action.payload);
        break;
    }
}

observation::Duration ScriptPlayer::now() const
{
    return observation::Duration(m_clock.nsecsElapsed() / 1000);
}

} // namespace wirewise::check
