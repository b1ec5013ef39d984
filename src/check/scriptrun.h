#pragma once

#include "check/script.h"
#include "observation/message.h"
#include "observation/placeholders.h"

#include <QHash>

namespace wirewise::check {

/// What became of a step.
struct StepResult
{
    enum class Outcome { Waiting, Passed, Failed, NotReached };
    Outcome outcome = Outcome::NotReached;
    QString detail; ///< why it failed, or what it found; a sentence, the peer's words shortened
    observation::Duration took{0};
    qint64 message = 0; ///< number of the message that was expected; 0: none
};

/// What the script wants done on the connection.
struct ScriptAction
{
    enum class Kind { SendText, SendBinary, Ping, Close };
    Kind kind = Kind::SendText;
    QByteArray payload; ///< or the reason
    std::optional<quint16> code;
};

/// Runs a script against what comes. Pure: times in, actions out; no socket, no clock. After the first step
/// that fails nothing more is done.
class ScriptRun
{
public:
    /// values knows what the script does not set itself, for example the environment.
    ScriptRun(Script script, observation::PlaceholderValues values);

    void start(observation::Duration now);
    void receive(const observation::Message &message, observation::Duration now);
    /// The connection ended; code is absent where no Close frame came.
    void receiveEnd(std::optional<quint16> code, observation::Duration now);
    void tick(observation::Duration now);

    [[nodiscard]] QList<ScriptAction> takeActions();
    /// When tick() is wanted next; nothing if only bytes can go on with it.
    [[nodiscard]] std::optional<observation::Duration> deadline() const;
    [[nodiscard]] bool isFinished() const;
    [[nodiscard]] bool hasPassed() const; ///< finished, every step passed
    [[nodiscard]] const Script &script() const { return m_script; }
    [[nodiscard]] const QList<StepResult> &results() const { return m_results; } ///< one for each step

private:
    void goOn(observation::Duration now);
    /// Whether the step is done and the next one follows.
    bool begin(const ScriptStep &step, observation::Duration now);
    bool send(const ScriptStep &step, ScriptAction::Kind kind, observation::Duration now);
    bool expect(const ScriptStep &step, observation::Duration now);
    bool keep(const ScriptStep &step, observation::Duration now);
    [[nodiscard]] std::optional<observation::MessageFilter> filterOf(const ScriptStep &step,
                                                                     observation::Duration now);
    bool pass(observation::Duration now, const QString &detail = {});
    bool fail(observation::Duration now, const QString &detail);
    [[nodiscard]] std::optional<QByteArray> filled(const QByteArray &text, observation::Duration now);

    Script m_script;
    observation::PlaceholderValues m_values;
    QHash<QByteArray, QByteArray> m_kept;
    QList<StepResult> m_results;
    QList<ScriptAction> m_actions;
    QList<observation::Message> m_unread; ///< received since the last one that was expected
    observation::Message m_found;         ///< the last one that was expected
    qsizetype m_step = 0;
    observation::Duration m_stepBegan{0};
    bool m_waiting = false; ///< the step m_step has begun
    bool m_failed = false, m_ended = false;
    qint64 m_unreadBytes = 0;
    std::optional<quint16> m_endCode;
};

} // namespace wirewise::check
