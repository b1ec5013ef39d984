#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::cli {

/// One line typed at a terminal into `connect`: text to send, or a command that begins with a slash.
struct ConsoleCommand
{
    enum class Kind {
        Text, ///< payload is sent as it is; "//" at the start of a line stands for one slash
        Binary,
        Fragments, ///< payload as text, in frames of `number` bytes
        Raw,       ///< payload goes out as it is; note says what it is
        Ping,
        Pong,
        Close, ///< payload: the reason
        // What stands above sends something.
        AutoPong,
        AutoPing, ///< every `number` seconds, or not at all
        Heartbeat,
        Filter, ///< payload: the line; empty shows everything
        Pause,  ///< and the next one goes on
        Show,   ///< message `number`, the last one if 0
        Save,   ///< message `number` into the file payload
        Stats,
        Templates,
        Template, ///< the one with that number, to be edited
        Help,
        FrameHelp,
        Nothing, ///< an empty line
        Wrong,   ///< problem says what was expected
    };

    Kind kind = Kind::Text;
    QByteArray payload = {};
    quint16 code = 1000;
    qint64 number = 0;
    bool on = false;
    QString note = {};
    QString problem = {};

    friend bool operator==(const ConsoleCommand &, const ConsoleCommand &) = default;
};

/// Reads the files that commands name; at most 64 MiB each.
[[nodiscard]] ConsoleCommand readConsoleCommand(const QByteArray &line);
/// What /help prints: fits on one screen of 24 lines.
[[nodiscard]] QString consoleHelp();
/// Whole lines that may stand in place of one that is half typed: commands, "on" and "off", files behind @.
/// May be called from any thread.
[[nodiscard]] QList<QByteArray> completionsOf(const QByteArray &typed);

} // namespace wirewise::cli
