#include "check/script.h"

#include "wire/closecode.h"

#include <QCoreApplication>

#include <chrono>

namespace wirewise::check {

using namespace std::chrono_literals;

namespace {

using Kind = ScriptStep::Kind;

constexpr qsizetype mostSteps = 10'000;
constexpr observation::Duration usualLimit = 10s;
constexpr observation::Duration longestTime = 24h;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Script)
};

constexpr struct
{
    QByteArrayView word;
    Kind kind;
} verbs[] = {{"set", Kind::Set},   {"send", Kind::Send},     {"send-binary", Kind::SendBinary},
             {"ping", Kind::Ping}, {"expect", Kind::Expect}, {"expect-close", Kind::ExpectClose},
             {"keep", Kind::Keep}, {"wait", Kind::Wait},     {"close", Kind::Close}};

std::optional<Kind> kindOf(QByteArrayView word)
{
    for (const auto &verb : verbs) {
        if (verb.word == word)
            return verb.kind;
    }
    return {};
}

/// Takes the first word off.
QByteArrayView takeWord(QByteArrayView &line)
{
    line = line.trimmed();
    qsizetype end = 0;
    while (end < line.size() && line[end] != ' ' && line[end] != '\t')
        ++end;
    const QByteArrayView word = line.first(end);
    line = line.sliced(end).trimmed();
    return word;
}

/// "500ms", "2s", "1.5s", "3min".
std::optional<observation::Duration> timeOf(QByteArrayView word)
{
    constexpr struct
    {
        QByteArrayView unit;
        double microseconds;
    } units[] = {{"ms", 1e3}, {"min", 60e6}, {"s", 1e6}};
    for (const auto &unit : units) {
        if (!word.endsWith(unit.unit))
            continue;
        bool isNumber = false;
        const double count = word.chopped(unit.unit.size()).toByteArray().toDouble(&isNumber);
        const double microseconds = count * unit.microseconds;
        if (!isNumber || !(microseconds >= 0) || microseconds > static_cast<double>(longestTime.count()))
            return {};
        return observation::Duration(static_cast<qint64>(microseconds));
    }
    return {};
}

class ScriptReader
{
public:
    explicit ScriptReader(const QByteArray &text)
        : m_lines(text.split('\n'))
    {
    }

    Script read()
    {
        Script script;
        while (m_next < m_lines.size() && m_problem.isEmpty()) {
            const QByteArray line = m_lines.at(m_next++);
            const QByteArrayView trimmed = QByteArrayView(line).trimmed();
            if (trimmed.isEmpty() || trimmed.startsWith('#'))
                continue;
            if (script.steps.size() == mostSteps) {
                fail(Texts::tr("A script has at most %1 steps.").arg(mostSteps));
                break;
            }
            script.steps.append(readStep(trimmed));
        }
        if (!m_problem.isEmpty())
            script.steps.clear();
        script.problem = m_problem;
        script.problemLine = m_problemLine;
        return script;
    }

private:
    ScriptStep readStep(QByteArrayView line)
    {
        ScriptStep step;
        step.line = static_cast<int>(m_next);
        step.written = QString::fromUtf8(line);
        const QByteArrayView verb = takeWord(line);
        const std::optional<Kind> kind = kindOf(verb);
        if (!kind) {
            fail(
                Texts::tr(
                    "%1 is no step. One of set, send, send-binary, ping, expect, expect-close, keep, wait or "
                    "close is expected.")
                    .arg(QString::fromUtf8(verb.first(qMin<qsizetype>(verb.size(), 40)))));
            return step;
        }
        step.kind = *kind;
        readRest(step, line);
        return step;
    }

    void readRest(ScriptStep &step, QByteArrayView rest)
    {
        switch (step.kind) {
        case Kind::Set:
        case Kind::Keep:
            step.name = takeWord(rest).toByteArray();
            step.text = rest.toByteArray();
            if (step.name.isEmpty() || step.text.isEmpty())
                fail(step.kind == Kind::Set
                         ? Texts::tr("A name and a value are expected behind set.")
                         : Texts::tr("A name and a path such as $.id are expected behind keep."));
            else if (step.kind == Kind::Keep && !step.text.startsWith('$') && !step.text.startsWith('/'))
                fail(Texts::tr("A path that begins with $, or a /pattern/ with a group, is expected."));
            break;
        case Kind::Send:
            step.text = rest.startsWith("<<") ? readLines(rest.sliced(2).trimmed()) : rest.toByteArray();
            break;
        case Kind::SendBinary:
        case Kind::Ping:
            step.text = rest.toByteArray();
            break;
        case Kind::Expect:
            if (!readLimit(step, rest))
                readLimitAtEnd(step, rest);
            readTerms(step, rest);
            break;
        case Kind::ExpectClose:
            readCode(step, rest);
            (void)readLimit(step, rest);
            if (!rest.isEmpty())
                fail(Texts::tr("A close code and within N s are all that expect-close takes."));
            break;
        case Kind::Wait:
            readTime(step, rest);
            break;
        case Kind::Close:
            readCode(step, rest);
            step.text = rest.toByteArray();
            break;
        }
    }

    /// The lines up to the one that is only the mark.
    QByteArray readLines(QByteArrayView mark)
    {
        QByteArrayList lines;
        while (m_next < m_lines.size()) {
            const QByteArray line = m_lines.at(m_next++);
            if (!mark.isEmpty() && QByteArrayView(line).trimmed() == mark)
                return lines.join('\n');
            lines.append(line.endsWith('\r') ? line.chopped(1) : line);
        }
        fail(mark.isEmpty() ? Texts::tr("A word that ends the message is expected behind <<.")
                            : Texts::tr("The message does not end: a line with %1 alone is expected.")
                                  .arg(QString::fromUtf8(mark)));
        return {};
    }

    /// Whether there was one.
    bool readLimit(ScriptStep &step, QByteArrayView &rest)
    {
        step.time = usualLimit;
        QByteArrayView behind = rest;
        if (takeWord(behind) != "within")
            return false;
        if (const auto time = timeOf(takeWord(behind))) {
            step.time = *time;
            rest = behind;
        } else {
            fail(Texts::tr("A time such as 5s or 500ms is expected behind within."));
        }
        return true;
    }

    /// "expect done within 5s" says the same as "expect within 5s done"; a limit in front leaves such words
    /// alone.
    static void readLimitAtEnd(ScriptStep &step, QByteArrayView &rest)
    {
        constexpr QByteArrayView word = "within ";
        const qsizetype at = rest.lastIndexOf(word);
        const auto time = at < 0 ? std::nullopt : timeOf(rest.sliced(at + word.size()).trimmed());
        if (!time || (at > 0 && rest.at(at - 1) != ' '))
            return;
        step.time = *time;
        rest = rest.first(at).trimmed();
    }

    /// Terms are read again when their placeholders are filled in; a mistake is said now.
    void readTerms(ScriptStep &step, QByteArrayView rest)
    {
        step.text = rest.toByteArray();
        const observation::FilterLine line = observation::readFilterLine(QString::fromUtf8(rest));
        if (!line.problem.isEmpty())
            fail(line.problem);
    }

    void readTime(ScriptStep &step, QByteArrayView rest)
    {
        const auto time = timeOf(rest.trimmed());
        if (time)
            step.time = *time;
        else
            fail(Texts::tr("A time such as 5s or 500ms is expected behind wait."));
    }

    void readCode(ScriptStep &step, QByteArrayView &rest)
    {
        QByteArrayView behind = rest;
        bool isNumber = false;
        const uint code = takeWord(behind).toByteArray().toUInt(&isNumber);
        if (!isNumber)
            return;
        // 1005 and 1006 are never sent, but may be how a connection ends (RFC 6455 section 7.4.1).
        const bool fits = step.kind == Kind::Close
                              ? code <= 0xFFFF && wire::mayBeSent(static_cast<quint16>(code))
                              : code >= 1000 && code <= 4999;
        if (!fits) {
            fail(step.kind == Kind::Close
                     ? Texts::tr("A close code that may be sent is expected, for example 1000.")
                     : Texts::tr("A close code from 1000 to 4999 is expected."));
            return;
        }
        step.code = static_cast<quint16>(code);
        rest = behind;
    }

    void fail(const QString &sentence)
    {
        if (!m_problem.isEmpty())
            return;
        m_problemLine = static_cast<int>(m_next);
        m_problem = Texts::tr("Line %1: %2").arg(m_next).arg(sentence);
    }

    QByteArrayList m_lines;
    qsizetype m_next = 0;
    QString m_problem;
    int m_problemLine = 0;
};

} // namespace

Script readScript(const QByteArray &text)
{
    return ScriptReader(text).read();
}

} // namespace wirewise::check
