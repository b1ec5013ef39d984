#include "gui/conversationplay.h"

namespace wirewise::gui {

ConversationPlay::ConversationPlay(const ConversationOrder &order, probe::Connection *connection,
                                   QObject *parent)
    : QObject(parent)
{
    const auto valueOf = [values = order.values](QByteArrayView name) -> std::optional<QByteArray> {
        const auto value = values.constFind(name.toByteArray());
        return value == values.constEnd() ? std::nullopt : std::optional(*value);
    };
    m_player = std::make_unique<check::ScriptPlayer>(order.script, valueOf, connection);
    m_timer.setSingleShot(true);
    m_timer.setInterval(BatchInterval);
    connect(&m_timer, &QTimer::timeout, this, &ConversationPlay::tell);
    connect(m_player.get(), &check::ScriptPlayer::stepDone, this, [this] {
        if (!m_timer.isActive())
            m_timer.start();
    });
    connect(m_player.get(), &check::ScriptPlayer::finished, this, &ConversationPlay::tell);
}

void ConversationPlay::start()
{
    m_player->start();
    tell();
}

void ConversationPlay::stop()
{
    if (m_stopped || m_player->run().isFinished())
        return;
    m_stopped = true;
    m_player->disconnect(this);
    tell();
    m_player.reset();
}

void ConversationPlay::tell()
{
    using Phase = ConversationState::Phase;
    m_timer.stop();
    if (!m_player)
        return;
    const check::ScriptRun &run = m_player->run();
    ConversationState state;
    state.results = run.results();
    state.phase = m_stopped           ? Phase::Stopped
                  : !run.isFinished() ? Phase::Running
                  : run.hasPassed()   ? Phase::Passed
                                      : Phase::Failed;
    if (m_stopped) {
        for (check::StepResult &result : state.results) {
            if (result.outcome == check::StepResult::Outcome::Waiting)
                result.outcome = check::StepResult::Outcome::NotReached;
        }
    }
    Q_EMIT moved(state);
}

} // namespace wirewise::gui
