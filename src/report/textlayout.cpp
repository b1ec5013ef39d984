#include "report/textlayout.h"

#include "observation/printable.h"

#include <QStringList>

#include <utility>

namespace wirewise::report {

namespace {

/// Narrower than this, wrapping makes a text harder to read than long lines do.
constexpr int NarrowestText = 24;

/// SGR parameters of ISO 6429; colours from the terminal's own palette, so that they fit its ground.
const char *codeOf(Tone tone)
{
    switch (tone) {
    case Tone::Strong:
        return "1";
    case Tone::Faint:
        return "2";
    case Tone::Fail:
        return "1;31";
    case Tone::Warn:
        return "1;33";
    case Tone::Good:
        return "1;32";
    case Tone::Sent:
        return "35";
    case Tone::Received:
        return "36";
    case Tone::Evidence:
        return "33";
    case Tone::Plain:
        break;
    }
    return "";
}

QString spaces(int count)
{
    return QString(qMax(0, count), u' ');
}

} // namespace

QString safeText(const QString &text)
{
    return observation::printable(text.toUtf8());
}

QString TextLayout::toned(const QString &text, Tone tone) const
{
    if (!m_style.colour || tone == Tone::Plain || text.isEmpty())
        return text;
    return QLatin1String("\x1b[") + QLatin1String(codeOf(tone)) + QLatin1Char('m') + text +
           QLatin1String("\x1b[0m");
}

void TextLayout::line(const QString &text, int indent, Tone tone)
{
    m_text += spaces(indent) + toned(safeText(text), tone) + QLatin1Char('\n');
}

QStringList TextLayout::wrapped(const QString &text, int width) const
{
    QStringList lines;
    for (const QString &paragraph : text.split(u'\n')) {
        const QString safe = safeText(paragraph);
        QString current;
        for (const QStringView word : QStringView(safe).split(u' ', Qt::SkipEmptyParts)) {
            if (!current.isEmpty() && current.size() + 1 + word.size() > width)
                lines.append(std::exchange(current, {}));
            if (!current.isEmpty())
                current += u' ';
            current += word;
        }
        lines.append(current);
    }
    return lines;
}

QString TextLayout::withCode(const QString &line, Tone tone, bool &inCode) const
{
    if (!m_style.colour)
        return line;
    QString result;
    const QStringList parts = line.split(u'`');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        result += toned(parts.at(i), inCode ? Tone::Strong : tone);
        if (i + 1 < parts.size())
            inCode = !inCode;
    }
    return result;
}

void TextLayout::paragraph(const QString &text, int indent, Tone tone)
{
    bool inCode = false;
    for (const QString &line : wrapped(text, qMax(NarrowestText, m_style.width - indent)))
        m_text += (line.isEmpty() ? QString() : QString(spaces(indent) + withCode(line, tone, inCode))) +
                  QLatin1Char('\n');
}

void TextLayout::labelled(const QString &label, const QString &text, int indent, int column, Tone labelTone)
{
    const QString safeLabel = safeText(label);
    const int textColumn = indent + qMax(column, static_cast<int>(safeLabel.size()) + 2);
    const QStringList lines = wrapped(text, qMax(NarrowestText, m_style.width - textColumn));
    bool inCode = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString start = i == 0
                                  ? QString(spaces(indent) + toned(safeLabel, labelTone) +
                                            spaces(textColumn - indent - static_cast<int>(safeLabel.size())))
                                  : spaces(textColumn);
        m_text += start + withCode(lines.at(i), Tone::Plain, inCode) + QLatin1Char('\n');
    }
}

void TextLayout::heading(const QString &text)
{
    gap();
    line(text, 0, Tone::Strong);
}

void TextLayout::snippet(const QString &text, int indent)
{
    for (const QString &row : text.split(u'\n')) {
        const Tone tone = row.startsWith(QLatin1String("+ "))   ? Tone::Good
                          : row.startsWith(QLatin1String("- ")) ? Tone::Fail
                                                                : Tone::Plain;
        line(row, indent, tone);
    }
}

void TextLayout::gap()
{
    if (!m_text.isEmpty() && !m_text.endsWith(QLatin1String("\n\n")))
        m_text += QLatin1Char('\n');
}

Tone toneOf(diagnosis::Verdict verdict)
{
    switch (verdict) {
    case diagnosis::Verdict::Works:
        return Tone::Good;
    case diagnosis::Verdict::WorksWithWarnings:
        return Tone::Warn;
    case diagnosis::Verdict::Fails:
        return Tone::Fail;
    case diagnosis::Verdict::NotChecked:
        break;
    }
    return Tone::Strong;
}

} // namespace wirewise::report
