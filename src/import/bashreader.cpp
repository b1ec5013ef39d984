#include "import/shellreader.h"

#include <algorithm>

namespace wirewise::imports {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Quoting of the POSIX shell (IEEE 1003.1 section 2.2) and of bash ($'…', $"…").
class BashReader : public ShellReader
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
        if (c == '\'') {
            readSingle();
        } else if (c == '"') {
            readDouble();
        } else if (c == '$' && peek(1) == '\'') {
            readAnsi();
        } else if (c == '$' && peek(1) == '"') {
            ++m_at;
        } else if (c == '$') {
            readDollar();
        } else if (c == '`') {
            readBackticks();
        } else if (c == '\\') {
            if (!skipEscapedLineEnd())
                readEscaped();
        } else if (isShellSpace(c)) {
            m_out.endWord();
            ++m_at;
        } else if (c == '#' && !m_out.isInWord()) {
            skipComment();
        } else if (c == '>' || c == '<' || (c == '&' && peek(1) == '>')) {
            readRedirection();
        } else if (c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')') {
            m_out.endCommand();
            ++m_at;
        } else {
            m_out.add(c);
            ++m_at;
        }
    }

    void readEscaped()
    {
        if (m_at + 1 < m_text.size())
            m_out.add(peek(1));
        m_at += 2;
    }

    void readSingle()
    {
        m_out.beginWord();
        const qsizetype close = m_text.indexOf('\'', m_at + 1);
        if (close < 0)
            m_out.quoteLeftOpen();
        const qsizetype end = close < 0 ? m_text.size() : close;
        m_out.add(m_text.sliced(m_at + 1, end - m_at - 1));
        m_at = end + 1;
    }

    void readDouble()
    {
        m_out.beginWord();
        for (++m_at; !atEnd() && peek() != '"';) {
            const char next = peek(1);
            if (peek() == '\\' && skipEscapedLineEnd())
                continue;
            if (peek() == '\\' && (next == '"' || next == '\\' || next == '$' || next == '`'))
                readEscaped();
            else if (peek() == '$')
                readDollar();
            else if (peek() == '`')
                readBackticks();
            else
                m_out.add(m_text.at(m_at++));
        }
        if (atEnd())
            m_out.quoteLeftOpen();
        ++m_at;
    }

    void readBackticks()
    {
        const qsizetype close = m_text.indexOf('`', m_at + 1);
        const qsizetype end = close < 0 ? m_text.size() : close + 1;
        m_out.add(m_text.sliced(m_at, end - m_at));
        m_out.expansion(m_text.sliced(m_at, end - m_at));
        m_at = end;
    }

    void readAnsi()
    {
        m_out.beginWord();
        for (m_at += 2; !atEnd() && peek() != '\'';) {
            if (peek() == '\\')
                readAnsiEscape();
            else
                m_out.add(m_text.at(m_at++));
        }
        if (atEnd())
            m_out.quoteLeftOpen();
        ++m_at;
    }

    void readAnsiEscape()
    {
        ++m_at;
        const char c = peek();
        ++m_at;
        constexpr std::pair<char, char> plain[] = {{'n', '\n'}, {'r', '\r'},   {'t', '\t'},
                                                   {'a', '\a'}, {'b', '\b'},   {'f', '\f'},
                                                   {'v', '\v'}, {'e', '\x1b'}, {'E', '\x1b'}};
        const auto *known = std::find_if(std::begin(plain), std::end(plain),
                                         [c](const auto &pair) { return pair.first == c; });
        if (known != std::end(plain))
            m_out.add(known->second);
        else if (c == 'x')
            m_out.add(static_cast<char>(readNumber(16, 2)));
        else if (c == 'u' || c == 'U')
            addCodePoint(readNumber(16, c == 'u' ? 4 : 8));
        else if (c >= '0' && c <= '7')
            addOctal();
        else if (c != '\0')
            m_out.add(c);
    }

    void addOctal()
    {
        --m_at;
        m_out.add(static_cast<char>(readNumber(8, 3)));
    }

    char32_t readNumber(int base, int digits)
    {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = hexDigit(peek());
            if (digit < 0 || digit >= base)
                break;
            value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
            ++m_at;
        }
        return value;
    }

    void addCodePoint(char32_t point)
    {
        const bool isCharacter = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        const char32_t shown = isCharacter ? point : U'\uFFFD';
        m_out.add(QString::fromUcs4(&shown, 1).toUtf8());
    }
};

} // namespace

QList<Command> readBash(QByteArrayView text)
{
    return BashReader(text).read();
}

} // namespace wirewise::imports
