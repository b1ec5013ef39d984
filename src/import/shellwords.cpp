#include "import/shellwords.h"

#include <algorithm>
#include <utility>

namespace wirewise::imports {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Collects words and commands; the readers below say what each character means.
class Collector
{
public:
    void add(char c)
    {
        m_word += c;
        m_inWord = true;
    }
    void add(QByteArrayView bytes)
    {
        m_word += bytes;
        m_inWord = true;
    }
    /// A pair of quotes makes a word, also an empty one.
    void beginWord() { m_inWord = true; }
    void endWord()
    {
        if (!m_inWord)
            return;
        if (m_redirecting)
            m_command.redirections.last() += ' ' + m_word;
        else
            m_command.words.append(m_word);
        m_redirecting = false;
        m_inWord = false;
        m_word.clear();
    }
    void endCommand()
    {
        endWord();
        if (!m_command.words.isEmpty() || !m_command.redirections.isEmpty())
            m_commands.append(std::exchange(m_command, {}));
        m_redirecting = false;
    }
    void expansion(QByteArrayView written)
    {
        constexpr qsizetype most = 100;
        if (m_command.expansions.size() < most)
            m_command.expansions.append(written.toByteArray());
    }
    void redirection(QByteArrayView sign)
    {
        // "2>&1": the number belongs to the sign.
        const bool numbered = m_word.size() == 1 && m_word.at(0) >= '0' && m_word.at(0) <= '9';
        const QByteArray before = numbered ? std::exchange(m_word, {}) : QByteArray();
        if (numbered)
            m_inWord = false;
        endWord();
        m_command.redirections.append(before + sign.toByteArray());
        m_redirecting = true;
    }
    void quoteLeftOpen() { m_command.quoteOpen = true; }
    [[nodiscard]] bool isInWord() const { return m_inWord; }
    [[nodiscard]] QList<Command> take()
    {
        endCommand();
        return std::move(m_commands);
    }

private:
    QList<Command> m_commands;
    Command m_command;
    QByteArray m_word;
    bool m_inWord = false;
    bool m_redirecting = false;
};

/// What the readers of the three shells share: the place in the text.
class ShellReader
{
public:
    explicit ShellReader(QByteArrayView text)
        : m_text(text)
    {
    }

protected:
    [[nodiscard]] char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : '\0';
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    void skipComment()
    {
        while (!atEnd() && peek() != '\n')
            ++m_at;
    }
    /// A line end that the escape character in front of it takes away. True if there was one.
    bool skipEscapedLineEnd()
    {
        const qsizetype length = peek(1) == '\r' && peek(2) == '\n' ? 3 : peek(1) == '\n' ? 2 : 0;
        m_at += length;
        return length > 0;
    }
    /// "> file", ">> file", "2>&1", "< file"
    void readRedirection()
    {
        const qsizetype begin = m_at;
        while (peek() == '>' || peek() == '<' || peek() == '&')
            ++m_at;
        m_out.redirection(m_text.sliced(begin, m_at - begin));
    }
    /// "$name", "${name}", "$(command)", taken as it is and named.
    void readDollar()
    {
        const qsizetype begin = m_at++;
        const char open = peek();
        if (open == '(' || open == '{') {
            const char close = open == '(' ? ')' : '}';
            int depth = 0;
            do {
                depth += peek() == open ? 1 : peek() == close ? -1 : 0;
                ++m_at;
            } while (!atEnd() && depth > 0);
        } else {
            while (isNameCharacter(peek()) || peek() == ':')
                ++m_at;
            while (m_text.at(m_at - 1) == ':')
                --m_at; // "$scheme://"
        }
        const QByteArrayView written = m_text.sliced(begin, m_at - begin);
        m_out.add(written);
        if (written.size() > 1)
            m_out.expansion(written);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    Collector m_out;
};

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
        } else if (isSpace(c)) {
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
        } else if (isSpace(c)) {
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
            } else if (isSpace(c) && !quoted) {
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

QList<Command> splitCommands(QByteArrayView text, Shell shell)
{
    switch (shell) {
    case Shell::Bash:
        return BashReader(text).read();
    case Shell::Cmd:
        return CmdReader(text).read();
    case Shell::PowerShell:
        return PowerShellReader(text).read();
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
