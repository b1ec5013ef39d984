#include "report/github.h"

#include "observation/printable.h"
#include "report/markdowntext.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Verdict;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Github)
};

/// The value of a workflow command: what would end the line, and the sign that escapes.
QByteArray commandData(const QString &text)
{
    QByteArray data;
    for (const QString &line : text.split(QLatin1Char('\n')))
        data += (data.isEmpty() ? "" : "\n") + observation::printable(line.toUtf8()).toUtf8();
    return data.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
}

/// The value of a property, which a colon or a comma would end, too.
QByteArray commandProperty(const QString &text)
{
    return commandData(text).replace(':', "%3A").replace(',', "%2C");
}

bool tellsWarning(const Outline &outline)
{
    return outline.verdict == Verdict::Fails || outline.verdict == Verdict::WorksWithWarnings;
}

QByteArray annotationOf(const Outline &outline)
{
    const bool passes = outline.judgement.passes;
    QByteArray line = passes ? "::warning " : "::error ";
    if (!outline.listFile.isEmpty() && outline.line > 0)
        line +=
            "file=" + commandProperty(outline.listFile) + ",line=" + QByteArray::number(outline.line) + ',';
    line += "title=" + commandProperty(QString(QString::fromUtf8(outline.findingId) + QLatin1String(" at ") +
                                               nameOf(outline)));
    QString text = outline.summary;
    if (!outline.fix.isEmpty() && outline.verdict != Verdict::NotChecked)
        text += QLatin1Char('\n') + outline.fix;
    return line + "::" + commandData(text) + '\n';
}

QString wordOf(const Outline &outline)
{
    switch (outline.verdict) {
    case Verdict::Works:
        return Texts::tr("works");
    case Verdict::WorksWithWarnings:
        return Texts::tr("works with warnings");
    case Verdict::Fails:
        return Texts::tr("fails");
    case Verdict::NotChecked:
        return Texts::tr("not checked");
    }
    return {};
}

QString wordOf(const SinceBaseline &compared)
{
    switch (compared.change) {
    case Change::Same:
        return Texts::tr("as before");
    case Change::Better:
        return Texts::tr("better");
    case Change::Worse:
        return Texts::tr("worse");
    case Change::New:
        return Texts::tr("new");
    }
    return {};
}

QByteArray rowOf(const Outline &outline, bool compared)
{
    const QString mark = !outline.judgement.passes ? QStringLiteral("❌")
                         : tellsWarning(outline)   ? QStringLiteral("⚠️")
                                                   : QStringLiteral("✅");
    QStringList cells{QString(mark + QLatin1Char(' ') + wordOf(outline))};
    if (compared)
        cells.append(outline.judgement.compared ? wordOf(*outline.judgement.compared) : QString());
    cells.append(markdownCode(nameOf(outline)));
    cells.append(markdownCode(QString::fromUtf8(outline.findingId)));
    cells.append(markdownText(outline.summary));
    return markdownRow(cells).toUtf8();
}

QString countsOf(const QList<Outline> &results)
{
    QStringList parts;
    for (const Verdict verdict :
         {Verdict::Works, Verdict::WorksWithWarnings, Verdict::Fails, Verdict::NotChecked}) {
        Outline example;
        example.verdict = verdict;
        const auto count = std::count_if(results.begin(), results.end(),
                                         [verdict](const Outline &o) { return o.verdict == verdict; });
        if (count > 0)
            parts.append(QString(wordOf(example) + QLatin1String(": ") + QString::number(count)));
    }
    return parts.join(QLatin1String(", "));
}

/// What keeps the run from passing first, then what has something to tell; in the order given within each.
QList<const Outline *> byUrgency(const QList<Outline> &results)
{
    QList<const Outline *> order;
    for (const Outline &outline : results)
        order.append(&outline);
    std::stable_sort(order.begin(), order.end(), [](const Outline *a, const Outline *b) {
        const auto rank = [](const Outline *o) {
            return !o->judgement.passes ? 0 : tellsWarning(*o) ? 1 : 2;
        };
        return rank(a) < rank(b);
    });
    return order;
}

} // namespace

QByteArray githubAnnotations(const QList<Outline> &results)
{
    QByteArray lines;
    for (const Outline *outline : byUrgency(results)) {
        if (!outline->judgement.passes || tellsWarning(*outline))
            lines += annotationOf(*outline);
    }
    return lines;
}

QByteArray githubStopCommands(const QByteArray &token)
{
    return "::stop-commands::" + token + '\n';
}

QByteArray githubResumeCommands(const QByteArray &token)
{
    return "::" + token + "::\n";
}

QByteArray githubSummary(const QList<Outline> &results, const RunFacts &run)
{
    const bool compared =
        std::any_of(results.begin(), results.end(), [](const Outline &o) { return o.judgement.compared; });
    QByteArray text =
        "## " +
        (run.passes ? Texts::tr("WebSocket endpoints: passed") : Texts::tr("WebSocket endpoints: not passed"))
            .toUtf8() +
        "\n\n" + Texts::tr("%1 endpoints; %2.").arg(results.size()).arg(countsOf(results)).toUtf8() + "\n\n";
    if (run.stopped)
        text += Texts::tr("The run was stopped before its end.").toUtf8() + "\n\n";
    QStringList head{Texts::tr("Verdict")};
    if (compared)
        head.append(Texts::tr("Baseline"));
    head += {Texts::tr("Endpoint"), Texts::tr("Finding"), Texts::tr("What it is")};
    text +=
        markdownRow(head).toUtf8() + markdownRow(QStringList(head.size(), QStringLiteral("---"))).toUtf8();
    qsizetype left = results.size();
    for (const Outline *outline : byUrgency(results)) {
        const QByteArray row = rowOf(*outline, compared);
        if (text.size() + row.size() > MaximumSummary - 64 * 1024)
            break;
        text += row;
        --left;
    }
    if (left > 0)
        text += '\n' + Texts::tr("%1 more endpoints are not listed here.").arg(left).toUtf8() + '\n';
    if (!run.disappeared.isEmpty())
        text += '\n' + Texts::tr("No longer checked: %1").arg(run.disappeared.size()).toUtf8() + "\n\n";
    for (const QString &name : run.disappeared) {
        const QByteArray line = "- " + markdownCode(name).toUtf8() + '\n';
        if (text.size() + line.size() > MaximumSummary - 1024)
            break;
        text += line;
    }
    return text + '\n';
}

} // namespace wirewise::report
