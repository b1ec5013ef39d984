#pragma once

#include "import/shellwords.h"

#include <utility>

namespace wirewise::imports {

inline bool isShellSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

inline bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Collects words and commands; the reader of each shell says what each character means.
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

/// The words of a text by the rules of one shell.
[[nodiscard]] QList<Command> readBash(QByteArrayView text);
[[nodiscard]] QList<Command> readPowerShell(QByteArrayView text);
[[nodiscard]] QList<Command> readCmd(QByteArrayView text);

} // namespace wirewise::imports
