#include "cli/terminalprogram.h"

#include <QtGlobal>

#include <array>
#include <csignal>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

namespace wirewise::tests {

namespace {

QList<QByteArray> environmentWith(const QHash<QByteArray, QByteArray> &changes)
{
    QList<QByteArray> lines;
    for (char **line = environ; *line; ++line) {
        const QByteArray text(*line);
        if (!changes.contains(text.left(text.indexOf('='))))
            lines.append(text);
    }
    for (auto change = changes.cbegin(); change != changes.cend(); ++change)
        if (!change.value().isEmpty())
            lines.append(change.key() + '=' + change.value());
    return lines;
}

std::vector<char *> pointersTo(QList<QByteArray> &lines)
{
    std::vector<char *> pointers;
    for (QByteArray &line : lines)
        pointers.push_back(line.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

TerminalProgram::TerminalProgram(const QStringList &words, const QHash<QByteArray, QByteArray> &environment)
{
    const winsize size{Rows, Columns, 0, 0};
    if (::openpty(&m_master, &m_slave, nullptr, nullptr, &size) != 0)
        qFatal("no pseudo-terminal");
    ::fcntl(m_master, F_SETFL, O_NONBLOCK);
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    ::tcgetattr(m_slave, &m_before);
    QList<QByteArray> arguments, variables = environmentWith(environment);
    for (const QString &word : words)
        arguments.append(word.toLocal8Bit());
    // Nothing but calls that are safe between fork and exec below.
    const std::vector<char *> argv = pointersTo(arguments), envp = pointersTo(variables);
    m_process = ::fork();
    if (m_process < 0)
        qFatal("no process");
    if (m_process == 0) {
        ::login_tty(m_slave);
        ::execve(argv[0], argv.data(), envp.data());
        ::_exit(127);
    }
}

TerminalProgram::~TerminalProgram()
{
    if (!ended()) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    ::close(m_master);
    ::close(m_slave);
}

void TerminalProgram::type(const QByteArray &keys) const
{
    if (::write(m_master, keys.constData(), static_cast<size_t>(keys.size())) != keys.size())
        qFatal("the terminal takes no keys");
}

void TerminalProgram::resize(int columns, int rows)
{
    readOutput();
    m_screen.resize(columns, rows);
    const winsize size{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
    ::ioctl(m_master, TIOCSWINSZ, &size);
}

void TerminalProgram::send(int signal) const
{
    ::kill(m_process, signal);
}

void TerminalProgram::reset() const
{
    ::tcsetattr(m_slave, TCSANOW, &m_before);
}

void TerminalProgram::readOutput()
{
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(m_master, buffer.data(), buffer.size());
        if (count <= 0)
            return;
        m_output.append(buffer.data(), count);
        m_screen.feed(QByteArrayView(buffer.data(), count));
    }
}

const Screen &TerminalProgram::screen()
{
    readOutput();
    return m_screen;
}

const QByteArray &TerminalProgram::output()
{
    readOutput();
    return m_output;
}

bool TerminalProgram::shows(const QString &text)
{
    return !screen().lines().filter(text).isEmpty();
}

std::optional<int> TerminalProgram::ended()
{
    readOutput(); // it may wait for that
    int status = 0;
    if (!m_ended && ::waitpid(m_process, &status, WNOHANG) == m_process)
        m_ended = status;
    return m_ended;
}

bool TerminalProgram::isRestored() const
{
    termios now{};
    ::tcgetattr(m_slave, &now);
    return now.c_iflag == m_before.c_iflag && now.c_oflag == m_before.c_oflag &&
           now.c_cflag == m_before.c_cflag && now.c_lflag == m_before.c_lflag &&
           std::memcmp(now.c_cc, m_before.c_cc, sizeof(now.c_cc)) == 0;
}

} // namespace wirewise::tests
