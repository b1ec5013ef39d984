#pragma once

#include "report/watch.h"

#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>

#include <deque>

namespace wirewise::cli {

/// What is run when something changed: one command after the other, never two at once. A notification of the
/// desktop is one, too.
class ChangeCommands : public QObject
{
    Q_OBJECT
public:
    /// Changes that wait while a command runs; what comes on top of them is not run.
    static constexpr std::size_t MostWaiting = 16;
    /// How long the end of a watch waits for commands.
    static constexpr std::chrono::seconds Patience{10};

    explicit ChangeCommands(QObject *parent = nullptr);
    ~ChangeCommands() override;

    /// By the shell, with what happened in its environment.
    void run(const QString &command, const report::WatchedEvent &told);
    /// By notify-send, if it is installed. False if it is not.
    [[nodiscard]] bool notify(const report::WatchedEvent &told);
    /// Emits idle() when nothing runs any more, or when Patience is over.
    void finish();

Q_SIGNALS:
    void idle();
    /// A sentence: a command ended with another status than 0, or could not be run.
    void failed(const QString &sentence);

private:
    struct Job
    {
        QString program;
        QStringList arguments;
        QProcessEnvironment environment;
    };
    void add(Job job);
    void startNext();
    void onEnded(const QString &problem);

    std::deque<Job> m_waiting;
    QProcess m_process;
    bool m_running = false, m_finishing = false;
};

} // namespace wirewise::cli
