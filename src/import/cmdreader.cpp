#include "import/shellreader.h"

namespace wirewise::imports {

namespace {

/// Two layers, as Windows has them: cmd takes carets away outside of its quotes and splits commands; the
/// program takes its command line apart by the rules of Microsoft's C runtime.
class CmdReader : public ShellReader
{
public:
    using ShellReader::ShellReader;

    QList<Command> read()
    {
        while (!atEnd())
            step();
        endCommand();
        return std::move(m_commands);
    }

private:
    void step()
    {
        const char c = peek();
        if (c == '"') {
            m_quoted = !m_quoted;
            m_line += c;
            ++m_at;
        } else if (c == '^' && !m_quoted) {
            // Behind a caret a line end is taken away, and what follows it stands for itself.
            if (skipEscapedLineEnd() && (atEnd() || (peek() != '\n' && peek() != '\r')))
                return;
            m_at += peek() == '^' ? 1 : 0;
            if (peek() == '\r')
                ++m_at;
            if (!atEnd())
                m_line += m_text.at(m_at++);
        } else if (c == '%') {
            readPercent();
        } else if (c == '\n' || (!m_quoted && (c == '&' || c == '|'))) {
            endCommand();
            ++m_at;
        } else if (!m_quoted && (c == '>' || c == '<')) {
            m_redirections.append(QByteArray(1, c));
            ++m_at;
        } else {
            m_line += c;
            ++m_at;
        }
    }

    /// %NAME% would be looked up.
    void readPercent()
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isNameCharacter(m_text.at(end)))
            ++end;
        if (end < m_text.size() && m_text.at(end) == '%' && end > m_at + 1)
            m_expansions.append(m_text.sliced(m_at, end + 1 - m_at).toByteArray());
        m_line += m_text.at(m_at++);
    }

    void endCommand()
    {
        Command command;
        splitLine(command);
        command.expansions = std::exchange(m_expansions, {});
        command.redirections = std::exchange(m_redirections, {});
        if (!command.words.isEmpty())
            m_commands.append(std::move(command));
        m_line.clear();
        m_quoted = false;
    }

    /// "Parsing C command-line arguments": 2n backslashes and a quote give n and the quote its meaning, 2n+1
    /// give n and a quote; "" inside quotes is one quote.
    void splitLine(Command &command) const
    {
        QByteArray word;
        bool inWord = false, quoted = false;
        for (qsizetype i = 0; i < m_line.size(); ++i) {
            const char c = m_line.at(i);
            qsizetype slashes = 0;
            while (i + slashes < m_line.size() && m_line.at(i + slashes) == '\\')
                ++slashes;
            if (slashes > 0) {
                const bool beforeQuote = i + slashes < m_line.size() && m_line.at(i + slashes) == '"';
                word += QByteArray(beforeQuote ? slashes / 2 : slashes, '\\');
                inWord = true;
                i += slashes - 1;
                if (beforeQuote && slashes % 2 == 1) {
                    word += '"';
                    ++i;
                }
            } else if (c == '"') {
                inWord = true;
                if (quoted && i + 1 < m_line.size() && m_line.at(i + 1) == '"') {
                    word += '"';
                    ++i;
                } else {
                    quoted = !quoted;
                }
            } else if (isShellSpace(c) && !quoted) {
                if (inWord)
                    command.words.append(std::exchange(word, {}));
                inWord = false;
            } else {
                word += c;
                inWord = true;
            }
        }
        if (inWord)
            command.words.append(word);
        command.quoteOpen = quoted;
    }

    QList<Command> m_commands;
    QByteArray m_line;
    QList<QByteArray> m_expansions, m_redirections;
    bool m_quoted = false;
};

} // namespace

QList<Command> readCmd(QByteArrayView text)
{
    return CmdReader(text).read();
}

} // namespace wirewise::imports
