#include "cli/interrupt.h"

#include "cli/terminalmode.h"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace wirewise::cli {

namespace {

std::array<int, 2> ends{-1, -1};

extern "C" void onSecondSignal(int number)
{
    restoreTerminal();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

extern "C" void onSignal(int number)
{
    const char byte = 1;
    // A full pipe means that the signal is already known.
    [[maybe_unused]] const ssize_t written = ::write(ends[1], &byte, 1);
    std::signal(number, onSecondSignal);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(ends[0], &byte, 1) == 1)
            Q_EMIT happened();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a session file that may not grow is told by the write that fails
}

} // namespace wirewise::cli
