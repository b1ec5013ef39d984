#pragma once

#include "remote/ending.h"
#include "remote/place.h"
#include "remote/protocol.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>

namespace wirewise::remote {

/// How long a place may let us wait.
struct Patience
{
    std::chrono::milliseconds greeting{30'000};
    std::chrono::milliseconds questions{180'000}; ///< for the greeting, where somebody may type a password
    std::chrono::milliseconds silence{30'000}; ///< between two lines; an agent says every 5 s that it lives
};

/// The local program that leads to an agent, and the lines that go through it. What comes is a stranger's:
/// a line has its limit, and the first one must be a greeting.
class AgentProcess : public QObject
{
    Q_OBJECT
public:
    AgentProcess(Place place, Questions questions, Patience patience, QObject *parent = nullptr);
    ~AgentProcess() override; ///< abandons it

    void start();
    /// After greeted() only.
    void say(const QByteArray &line);
    /// There are no more orders: the agent ends by itself, or is ended after a while. ended() follows.
    void close();
    /// It said what cannot be. ended() follows.
    void refuse();
    /// Ends the program and says no more.
    void abandon();

    [[nodiscard]] const Place &place() const { return m_place; }

Q_SIGNALS:
    void greeted();
    void told(const wirewise::remote::Answer &answer);
    /// A line that ssh or another program on the way says before the agent is there; printable.
    void remarked(const QString &line);
    /// Once. The sentence is empty after close().
    void ended(const QString &sentence);

private:
    void readAnswers();
    void takeLine(const QByteArray &line);
    void greet(const QByteArray &line);
    void readWords();
    void fail(Ending::Kind kind);
    void finish(const QString &sentence);

    Place m_place;
    Patience m_patience;
    Questions m_questions;
    QProcess m_process;
    QTimer m_limit;
    QByteArray m_waiting; ///< the beginning of a line
    qsizetype m_searched = 0;
    Ending m_ending;
    bool m_closing = false;
    bool m_ended = false;
};

} // namespace wirewise::remote
