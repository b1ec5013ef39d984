#include "report/markdowntext.h"

#include "report/textlayout.h"

#include <algorithm>

namespace wirewise::report {

namespace {

/// An entity that draws nothing parts a sign from what it would refer to; GitHub still shows the sign.
constexpr QLatin1String Parted("&#8203;");

/// The longest run of a character.
qsizetype longestRun(const QString &text, QChar character)
{
    qsizetype longest = 0, run = 0;
    for (const QChar c : text) {
        run = c == character ? run + 1 : 0;
        longest = qMax(longest, run);
    }
    return longest;
}

bool isNumber(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

QString oneLine(const QString &text)
{
    QString line = text;
    return safeText(line.replace(QLatin1String("\r\n"), QLatin1String(" ")).replace(u'\n', u' '));
}

} // namespace

QString markdownText(const QString &text)
{
    QString safe;
    const QString line = oneLine(text);
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'<')
            safe += QLatin1String("&lt;");
        else if (c == u'>')
            safe += QLatin1String("&gt;");
        else if (c == u'&')
            safe += QLatin1String("&amp;");
        else if (c == u'@' || c == u'#')
            safe += QLatin1Char('\\') + QString(c) + Parted;
        else if (c == u':' && line.mid(i, 3) == QLatin1String("://"))
            safe += QString(c) + Parted; // no link to where somebody else wants it
        else if (QStringLiteral("\\`*_{}[]()|~!").contains(c))
            safe += QLatin1Char('\\') + QString(c);
        else if (c == u'-' && line.left(i).endsWith(QLatin1String("GH"), Qt::CaseInsensitive))
            safe += QString(c) + Parted;
        else if (i == 0 && (c == u'-' || c == u'+' || c == u'='))
            safe += QLatin1Char('\\') + QString(c);
        else if (c == u'.' && i > 0 && isNumber(line.left(i)))
            safe += QLatin1String("\\.");
        else
            safe += c;
    }
    return safe.replace(QLatin1String("www."), QLatin1String("www") + Parted + QLatin1Char('.'));
}

QString markdownCode(const QString &text)
{
    const QString line = oneLine(text);
    if (line.trimmed().isEmpty())
        return line;
    const QString fence(longestRun(line, u'`') + 1, u'`');
    const QString pad = line.startsWith(u'`') || line.endsWith(u'`') ? QStringLiteral(" ") : QString();
    return fence + pad + line + pad + fence;
}

QString markdownProse(const QString &text)
{
    QString prose;
    const QStringList parts = text.split(u'`');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i % 2 == 0)
            prose += markdownText(parts.at(i));
        else if (i + 1 < parts.size())
            prose += markdownCode(parts.at(i));
        else
            prose += QLatin1String("\\`") + markdownText(parts.at(i));
    }
    return prose;
}

QString markdownFence(const QString &text, const char *language, int indent)
{
    const qsizetype length = qMax<qsizetype>(3, longestRun(text, u'`') + 1);
    const QString fence(length, u'`');
    const QString margin(indent, u' ');
    QString block = margin + fence + QLatin1String(language) + QLatin1Char('\n');
    QStringList lines = text.split(u'\n');
    while (lines.size() > 1 && lines.constLast().isEmpty())
        lines.removeLast();
    for (const QString &line : lines)
        block += margin + safeText(line) + QLatin1Char('\n');
    return block + margin + fence + QLatin1Char('\n');
}

QString markdownRow(const QStringList &cells)
{
    QString row = QStringLiteral("|");
    for (const QString &cell : cells) {
        row += QLatin1Char(' ');
        // Inside code a bar ends the cell too; outside it is escaped already.
        for (qsizetype i = 0; i < cell.size(); ++i) {
            if (cell.at(i) == u'|' && (i == 0 || cell.at(i - 1) != u'\\'))
                row += QLatin1Char('\\');
            row += cell.at(i);
        }
        row += QLatin1String(" |");
    }
    return row + QLatin1Char('\n');
}

QString plainRuns(const QList<Run> &runs)
{
    QString text;
    QStringList pending;
    // Where evidence ends, its number stands behind the line.
    const auto mark = [&text, &pending] {
        if (!pending.isEmpty())
            text += QStringLiteral("    \u25C2 ") + pending.join(QStringLiteral(", "));
        pending.clear();
    };
    for (const Run &run : runs) {
        QString shown =
            run.removed > 0 ? QString(QLatin1Char('[') + removalLabel(run) + QLatin1Char(']')) : run.text;
        const bool endsLine = shown.endsWith(u'\n');
        const qsizetype line = pending.isEmpty() ? -1 : shown.indexOf(u'\n');
        if (line >= 0) {
            text += shown.first(line);
            mark();
            shown = shown.sliced(line);
        }
        for (const int number : run.proofs)
            pending.append(QString::number(number));
        if (endsLine && !run.proofs.isEmpty()) {
            text += shown.chopped(1);
            mark();
            shown = QStringLiteral("\n");
        }
        text += shown;
    }
    mark();
    return text;
}

} // namespace wirewise::report
