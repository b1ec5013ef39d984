#pragma once

#include "cli/screen.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

#include <sys/types.h>
#include <termios.h>

namespace wirewise::tests {

/// A program in a pseudo-terminal of its own, as its session's leader.
class TerminalProgram
{
public:
    static constexpr int Columns = 100, Rows = 30;

    /// environment: on top of this process's; an empty value removes a variable.
    TerminalProgram(const QStringList &words, const QHash<QByteArray, QByteArray> &environment);
    /// Kills it, should it still run.
    ~TerminalProgram();
    Q_DISABLE_COPY_MOVE(TerminalProgram)

    void type(const QByteArray &keys) const;
    void resize(int columns, int rows);
    void send(int signal) const;
    /// Sets the terminal as it was before the program.
    void reset() const;
    /// Reads what the program wrote since.
    const Screen &screen();
    /// Everything it wrote.
    const QByteArray &output();
    /// A line of the screen holds it.
    bool shows(const QString &text);
    /// What waitpid says; nothing while it runs.
    std::optional<int> ended();
    /// The terminal's settings are those from before the program.
    [[nodiscard]] bool isRestored() const;

private:
    void readOutput();

    int m_master = -1, m_slave = -1;
    pid_t m_process = -1;
    std::optional<int> m_ended;
    termios m_before{};
    Screen m_screen{Columns, Rows};
    QByteArray m_output;
};

} // namespace wirewise::tests
