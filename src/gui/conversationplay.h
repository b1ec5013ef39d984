#pragma once

#include "check/scriptplayer.h"

#include <QHash>
#include <QMetaType>
#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::gui {

/// A conversation that shall be run. values: of every name it uses, those of the environment as "env:NAME".
struct ConversationOrder
{
    check::Script script;
    QHash<QByteArray, QByteArray> values;
};

/// How it goes on.
struct ConversationState
{
    enum class Phase { None, Running, Passed, Failed, Stopped };
    Phase phase = Phase::None;
    QList<check::StepResult> results; ///< one for each step
};

/// Runs one conversation next to its connection, on the network thread, and tells in batches how it goes on.
class ConversationPlay : public QObject
{
    Q_OBJECT
public:
    static constexpr int BatchInterval = 40; ///< milliseconds

    /// The connection may be destroyed at any time: that ends the conversation.
    ConversationPlay(const ConversationOrder &order, probe::Connection *connection,
                     QObject *parent = nullptr);

    void start();
    void stop();

Q_SIGNALS:
    void moved(const wirewise::gui::ConversationState &state);

private:
    void tell();

    std::unique_ptr<check::ScriptPlayer> m_player;
    QTimer m_timer;
    bool m_stopped = false;
};

} // namespace wirewise::gui

Q_DECLARE_METATYPE(wirewise::gui::ConversationState)
