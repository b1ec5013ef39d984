#include "import/shellwords.h"

#include "import/shellreader.h"

namespace wirewise::imports {

QList<Command> splitCommands(QByteArrayView text, Shell shell)
{
    switch (shell) {
    case Shell::Bash:
        return readBash(text);
    case Shell::Cmd:
        return readCmd(text);
    case Shell::PowerShell:
        return readPowerShell(text);
    }
    return {};
}

Shell guessShell(QByteArrayView text)
{
    const auto contains = [text](QByteArrayView sign) { return text.indexOf(sign) >= 0; };
    if (contains("^\"") || contains("^\n") || contains("^\r\n"))
        return Shell::Cmd;
    if (contains("`\n") || contains("`\r\n"))
        return Shell::PowerShell;
    return Shell::Bash;
}

} // namespace wirewise::imports
