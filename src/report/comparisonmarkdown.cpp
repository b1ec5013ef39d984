#include "report/comparison.h"

#include "comparison/linediff.h"
#include "observation/printable.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

using comparison::Difference;
using comparison::Row;
using comparison::Side;
using comparison::Weight;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Comparison)
};

/// Text of anybody's in a line of Markdown: no sign of it acts, no line ends, no HTML.
QString plain(const QString &text)
{
    QString result;
    for (const QChar c : observation::printable(text.toUtf8())) {
        if (QStringView(u"\\`*_{}[]<>()#+-!|~&").contains(c))
            result += QLatin1Char('\\');
        result += c;
    }
    return result;
}

QString rowOf(const QStringList &cells)
{
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

QString weightWord(Weight weight)
{
    switch (weight) {
    case Weight::Explains:
        return Texts::tr("**explains**");
    case Weight::Setting:
        return Texts::tr("setting");
    case Weight::Expected:
        break;
    }
    return Texts::tr("every run");
}

QString sideLine(const QString &name, const Side &side)
{
    const auto &endpoint = side.shown.endpoint.endpoint;
    const QString id =
        side.diagnosis.findings.isEmpty() ? QString() : QString::fromUtf8(side.diagnosis.primary().id);
    return rowOf({plain(name), plain(endpoint ? endpoint->url() : side.shown.typed),
                  side.observation.startedAt.toUTC().toString(Qt::ISODate), plain(id),
                  plain(side.diagnosis.summary())});
}

/// A fence longer than any run of its sign in the text, so that the text cannot end it.
QString fenceFor(const QString &text)
{
    qsizetype longest = 2, run = 0;
    for (const QChar c : text) {
        run = c == QLatin1Char('`') ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return QString(longest + 1, QLatin1Char('`'));
}

QString diffOf(const SideBySide &compared, wire::Direction direction)
{
    const QList<Row> rows = comparison::alignedLines(compared.left.shown.exchange("upgrade"),
                                                     compared.right.shown.exchange("upgrade"), direction);
    QString text;
    const auto add = [&text](const char *sign, const std::optional<comparison::Line> &line) {
        if (line)
            text += QLatin1String(sign) + observation::printable(line->text, 400) + QLatin1Char('\n');
    };
    for (const Row &row : rows) {
        const bool isOne = row.sign == Row::Sign::Equal;
        add(isOne ? "  " : "- ", row.left);
        if (!isOne)
            add("+ ", row.right);
    }
    if (text.isEmpty())
        return {};
    const QString fence = fenceFor(text);
    const QString heading =
        direction == wire::Direction::Sent ? Texts::tr("Sent by the upgrade") : Texts::tr("Received");
    return QString(QLatin1String("\n### ") % heading % QLatin1String("\n\n") % fence %
                   QLatin1String("diff\n") % text % fence % QLatin1Char('\n'));
}

} // namespace

QByteArray toMarkdown(const SideBySide &compared)
{
    const comparison::Comparison &found = compared.comparison;
    QString text = QLatin1String("# ") + plain(found.sentence) + QLatin1String("\n\n");
    text += rowOf({Texts::tr("Side"), Texts::tr("Address"), Texts::tr("Checked"), Texts::tr("Finding"),
                   Texts::tr("Verdict")});
    text += QLatin1String("|---|---|---|---|---|\n");
    text += sideLine(found.leftName, compared.left) + sideLine(found.rightName, compared.right);
    text += QLatin1String("\n## ") + Texts::tr("What differs") + QLatin1String("\n\n");
    text += rowOf({QStringLiteral(" "), Texts::tr("What"), plain(found.leftName), plain(found.rightName),
                   Texts::tr("What it tells")});
    text += QLatin1String("|---|---|---|---|---|\n");
    for (const Difference &difference : found.differences)
        text += rowOf({weightWord(difference.weight), plain(difference.title), plain(difference.left),
                       plain(difference.right), plain(difference.tells)});
    text += diffOf(compared, wire::Direction::Sent) + diffOf(compared, wire::Direction::Received);
    return text.toUtf8();
}

} // namespace wirewise::report
