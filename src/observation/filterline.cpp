#include "observation/messagefilter.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::observation {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(FilterLine)
};

bool isKeyCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-.$@").contains(c);
}

/// Reads one term after another; the position is always behind what was understood.
class LineReader
{
public:
    explicit LineReader(const QString &typed)
        : m_typed(typed)
    {
    }

    FilterLine read()
    {
        FilterLine line;
        for (skipSpace(); m_at < m_typed.size() && m_problem.isEmpty(); skipSpace()) {
            FilterTerm term;
            if (peek() == u'-' && m_at + 1 < m_typed.size() && !m_typed.at(m_at + 1).isSpace()) {
                term.excludes = true;
                ++m_at;
            }
            if (peek() == u'/')
                readPattern(term);
            else
                readWordOrKey(term);
            line.terms.append(term);
        }
        if (!m_problem.isEmpty())
            line.terms.clear();
        line.problem = m_problem;
        return line;
    }

private:
    void readPattern(FilterTerm &term)
    {
        term.kind = FilterTerm::Kind::Pattern;
        QString pattern;
        ++m_at;
        while (m_at < m_typed.size() && peek() != u'/') {
            if (peek() == u'\\' && m_at + 1 < m_typed.size() && m_typed.at(m_at + 1) == u'/')
                ++m_at;
            else if (peek() == u'\\' && m_at + 1 < m_typed.size())
                pattern += m_typed.at(m_at++);
            pattern += m_typed.at(m_at++);
        }
        if (m_at >= m_typed.size()) {
            m_problem = Texts::tr("A slash is expected at the end of /%1.").arg(pattern);
            return;
        }
        ++m_at;
        QRegularExpression::PatternOptions options;
        if (m_at < m_typed.size() && peek() == u'i') {
            options |= QRegularExpression::CaseInsensitiveOption;
            ++m_at;
        }
        term.pattern = QRegularExpression(pattern, options);
        if (!term.pattern.isValid())
            m_problem =
                Texts::tr("/%1/ is no regular expression: %2.").arg(pattern, term.pattern.errorString());
    }

    void readWordOrKey(FilterTerm &term)
    {
        qsizetype end = m_at;
        while (end < m_typed.size() && isKeyCharacter(m_typed.at(end)))
            ++end;
        const bool isKey = end > m_at && end < m_typed.size() && m_typed.at(end) == u':' &&
                           !QStringView(m_typed).sliced(end).startsWith(u"://"); // an address is a word
        if (isKey) {
            term.kind = FilterTerm::Kind::Key;
            term.word = m_typed.mid(m_at, end - m_at).toUtf8();
            m_at = end + 1;
            term.value = takeText().toUtf8();
            return;
        }
        const QString word = takeText();
        term.anyCase = std::none_of(word.begin(), word.end(), [](QChar c) { return c.isUpper(); });
        term.word = word.toUtf8();
    }

    /// Up to the next space, or what stands between quotes.
    QString takeText()
    {
        QString text;
        if (m_at < m_typed.size() && peek() == u'"') {
            const qsizetype end = m_typed.indexOf(u'"', m_at + 1);
            if (end < 0)
                m_problem = Texts::tr("A closing quotation mark is expected.");
            text = m_typed.mid(m_at + 1, (end < 0 ? m_typed.size() : end) - m_at - 1);
            m_at = end < 0 ? m_typed.size() : end + 1;
            return text;
        }
        while (m_at < m_typed.size() && !peek().isSpace())
            text += m_typed.at(m_at++);
        return text;
    }

    void skipSpace()
    {
        while (m_at < m_typed.size() && peek().isSpace())
            ++m_at;
    }

    [[nodiscard]] QChar peek() const { return m_typed.at(m_at); }

    const QString &m_typed;
    qsizetype m_at = 0;
    QString m_problem;
};

} // namespace

FilterLine readFilterLine(const QString &typed)
{
    return LineReader(typed).read();
}

} // namespace wirewise::observation
