#pragma once

#include "observation/printable.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace wirewise::cli {

/// Exit status of the program, a promise to scripts.
enum class ExitStatus {
    Works = 0,    ///< every endpoint works; the verb did what was asked
    Fails = 1,    ///< at least one endpoint does not work, or was not checked
    BadUsage = 2, ///< options or files that cannot be used
    Broken = 3,   ///< Wirewise itself failed
};

/// Where a verb writes and how. The devices belong to the caller and outlive the verb.
struct Console
{
    QIODevice *out = nullptr;
    QIODevice *err = nullptr;
    bool colour = false;      ///< out is a terminal that takes ANSI colours
    bool interactive = false; ///< err is a terminal: progress may be shown
    int width = 80;           ///< columns of out
    /// Descriptor of the terminal on which a line can be edited: that of out, else that of err; -1 for none.
    int screen = -1;

    void print(const QString &text) const { out->write(text.toUtf8()); }
    void line(const QString &text) const { out->write(text.toUtf8() + '\n'); }
    /// One line; what a file or a peer put into it cannot act on a terminal.
    void complain(const QString &text) const
    {
        err->write("wirewise-cli: " + observation::printable(text.toUtf8()).toUtf8() + '\n');
    }
};

} // namespace wirewise::cli
