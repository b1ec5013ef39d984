#pragma once

#include <QtGlobal>

#include <optional>

namespace wirewise::cli {

/// A terminal whose settings somebody is about to change. Keeps how they were; they are restored when this
/// ends, when the program exits, and before a signal ends the program. One at a time.
class TerminalMode
{
public:
    /// What happened to the terminal, or to us in it.
    enum class Event : char { Resized = 'r', StopAsked = 's', Continued = 'c' };

    explicit TerminalMode(int descriptor);
    ~TerminalMode();
    Q_DISABLE_COPY_MOVE(TerminalMode)

    /// Can be read from while an event waits.
    [[nodiscard]] int events() const;
    [[nodiscard]] std::optional<Event> next();
    /// Stops the program as Ctrl+Z does. Returns once it goes on.
    void stopProgram();
    /// Whether the terminal marks what is pasted, so that its line breaks send nothing.
    void setMarksPaste(bool on) const;
};

/// Sets the terminal as it was before TerminalMode. Does nothing without one. May be called by a signal
/// handler.
void restoreTerminal();

} // namespace wirewise::cli
