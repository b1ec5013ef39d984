#include "cli/terminalmode.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace wirewise::cli {

namespace {

using Event = TerminalMode::Event;
using namespace std::string_view_literals;

// Signal handlers have no other place to look.
std::array<int, 2> ends{-1, -1};
int terminal = -1;
termios before{};
std::atomic<bool> isChanged{false};

constexpr std::array watched{SIGWINCH, SIGTSTP, SIGCONT};
constexpr std::array deadly{SIGQUIT, SIGHUP, SIGABRT};
std::array<struct sigaction, watched.size() + deadly.size()> formerly{};

void writeAll(std::string_view sequence)
{
    [[maybe_unused]] const ssize_t written = ::write(terminal, sequence.data(), sequence.size());
}

extern "C" void onWatched(int number)
{
    const int kept = errno;
    const Event event = number == SIGWINCH  ? Event::Resized
                        : number == SIGTSTP ? Event::StopAsked
                                            : Event::Continued;
    // A full pipe means that the terminal is looked at anew anyway.
    [[maybe_unused]] const ssize_t written = ::write(ends[1], &event, 1);
    errno = kept;
}

extern "C" void onDeadly(int number)
{
    restoreTerminal();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void watch(int number, void (*handler)(int), struct sigaction *former)
{
    struct sigaction action
    {
    };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, former);
    if (former && former->sa_handler == SIG_IGN) // nohup, or a shell without job control
        ::sigaction(number, former, nullptr);
}

} // namespace

void restoreTerminal()
{
    if (!isChanged.exchange(false))
        return;
    // Who is in the background would be stopped for it.
    sigset_t background, formerMask;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &formerMask);
    ::tcsetattr(terminal, TCSANOW, &before);
    writeAll("\x1b[?2004l"sv);
    pthread_sigmask(SIG_SETMASK, &formerMask, nullptr);
}

TerminalMode::TerminalMode(int descriptor)
{
    terminal = descriptor;
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        ends = {-1, -1};
    if (::tcgetattr(descriptor, &before) == 0)
        isChanged = true;
    [[maybe_unused]] static const int once = std::atexit(restoreTerminal);
    std::size_t index = 0;
    for (const int number : watched)
        watch(number, onWatched, &formerly[index++]);
    for (const int number : deadly)
        watch(number, onDeadly, &formerly[index++]);
}

TerminalMode::~TerminalMode()
{
    std::size_t index = 0;
    for (const int number : watched)
        ::sigaction(number, &formerly[index++], nullptr);
    for (const int number : deadly)
        ::sigaction(number, &formerly[index++], nullptr);
    restoreTerminal();
    for (int &end : ends)
        ::close(std::exchange(end, -1));
}

int TerminalMode::events() const
{
    return ends[0];
}

std::optional<Event> TerminalMode::next()
{
    Event event{};
    return ::read(ends[0], &event, 1) == 1 ? std::optional(event) : std::nullopt;
}

void TerminalMode::stopProgram()
{
    restoreTerminal();
    std::signal(SIGTSTP, SIG_DFL);
    std::raise(SIGTSTP); // goes on behind it after SIGCONT
    watch(SIGTSTP, onWatched, nullptr);
    isChanged = true;
}

void TerminalMode::setMarksPaste(bool on) const
{
    writeAll(on ? "\x1b[?2004h"sv : "\x1b[?2004l"sv);
}

} // namespace wirewise::cli
