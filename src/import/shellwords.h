#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace wirewise::imports {

enum class Shell { Bash, Cmd, PowerShell };

/// One command of a text: its words without quoting, as the shell would hand them over.
struct Command
{
    QList<QByteArray> words;
    /// What the shell would have put in here and is not looked up, as written: "$TOKEN", "$(date)".
    QList<QByteArray> expansions;
    /// Redirections, as written: "> answer.txt".
    QList<QByteArray> redirections;
    bool quoteOpen = false; ///< the text ends inside a quote
};

/// The commands of a text, split where the shell splits them (; & | && || and line ends). Only words are made
/// of it: nothing is run, expanded or opened.
[[nodiscard]] QList<Command> splitCommands(QByteArrayView text, Shell shell);

/// Which shell a command was written for, by its line continuations and quotes; Bash where nothing tells.
[[nodiscard]] Shell guessShell(QByteArrayView text);

} // namespace wirewise::imports
