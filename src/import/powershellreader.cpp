#include "import/shellreader.h"

#include <algorithm>

namespace wirewise::imports {

namespace {

/// Quoting of PowerShell (about_Quoting_Rules): the escape is the backtick, '' is a quote in quotes.
class PowerShellReader : public ShellReader
{
public:
    using ShellReader::ShellReader;

    QList<Command> read()
    {
        while (!atEnd())
            step();
        return m_out.take();
    }

private:
    void step()
    {
        const char c = peek();
        if (c == '\'' || c == '"') {
            readQuoted(c);
        } else if (c == '`') {
            if (!skipEscapedLineEnd())
                readEscaped();
        } else if (c == '$') {
            readDollar();
        } else if (isShellSpace(c)) {
            m_out.endWord();
            ++m_at;
        } else if (c == '#' && !m_out.isInWord()) {
            skipComment();
        } else if (c == '>') {
            readRedirection();
        } else if (c == '\n' || c == ';' || c == '|' || c == '&') {
            m_out.endCommand();
            ++m_at;
        } else {
            m_out.add(c);
            ++m_at;
        }
    }

    void readEscaped()
    {
        constexpr std::pair<char, char> known[] = {{'n', '\n'}, {'r', '\r'}, {'t', '\t'},
                                                   {'a', '\a'}, {'b', '\b'}, {'f', '\f'},
                                                   {'v', '\v'}, {'0', '\0'}, {'e', '\x1b'}};
        const char c = peek(1);
        const auto *pair =
            std::find_if(std::begin(known), std::end(known), [c](const auto &row) { return row.first == c; });
        if (m_at + 1 < m_text.size())
            m_out.add(pair == std::end(known) ? c : pair->second);
        m_at += 2;
    }

    void readQuoted(char quote)
    {
        m_out.beginWord();
        for (++m_at; !atEnd();) {
            if (peek() == quote && peek(1) != quote)
                break;
            if (peek() == quote) {
                m_out.add(quote);
                m_at += 2;
            } else if (quote == '"' && peek() == '`') {
                readEscaped();
            } else if (quote == '"' && peek() == '$') {
                readDollar();
            } else {
                m_out.add(m_text.at(m_at++));
            }
        }
        if (atEnd())
            m_out.quoteLeftOpen();
        ++m_at;
    }
};

} // namespace

QList<Command> readPowerShell(QByteArrayView text)
{
    return PowerShellReader(text).read();
}

} // namespace wirewise::imports
