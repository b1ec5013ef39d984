#pragma once

#include <QByteArray>
#include <QString>

namespace wirewise::cli {

/// One line typed at a terminal into `connect`: text to send, or a command that begins with a slash.
struct ConsoleCommand
{
    enum class Kind {
        Text, ///< payload is sent as it is; "//" at the start of a line stands for one slash
        Ping,
        Close,
        Binary,
        Fragments, ///< payload as text, in frames of `size` bytes
        Raw,       ///< payload goes out unframed
        Help,
        Wrong, ///< problem says what was expected
    };

    Kind kind = Kind::Text;
    QByteArray payload; ///< of a Close: the reason
    quint16 code = 1000;
    qsizetype size = 0;
    QString problem = {};

    friend bool operator==(const ConsoleCommand &, const ConsoleCommand &) = default;
};

/// Reads the file that /file names; at most 64 MiB.
[[nodiscard]] ConsoleCommand readConsoleCommand(const QByteArray &line);
/// What /help prints: a line for each command.
[[nodiscard]] QString consoleHelp();

} // namespace wirewise::cli
