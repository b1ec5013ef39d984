#include "report/comparison.h"

#include "comparison/linediff.h"
#include "observation/printable.h"
#include "report/masking.h"
#include "report/reportwords.h"
#include "report/textlayout.h"

#include <QCoreApplication>

namespace wirewise::report {

using comparison::Comparison;
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

constexpr qsizetype LongestName = 28;
/// Equal lines around a difference that are shown, as in a unified diff.
constexpr qsizetype Context = 1;

QString nameOf(const QString &name)
{
    return name.size() <= LongestName ? name : QString(name.left(LongestName - 1) % QStringLiteral("…"));
}

void writeSide(TextLayout &layout, const QString &name, const Side &side)
{
    layout.gap();
    layout.line(QString(name % QLatin1String(": ") % verdictWord(side.diagnosis.verdict)), 0,
                toneOf(side.diagnosis.verdict));
    layout.paragraph(side.diagnosis.summary(), 2);
    const QString id = side.diagnosis.findings.isEmpty()
                           ? QString()
                           : QString::fromUtf8(side.diagnosis.primary().id) % QLatin1String("  ");
    layout.line(QString(id % addressOf(side.shown)), 2, Tone::Faint);
}

void writeDifference(TextLayout &layout, const Comparison &comparison, const Difference &difference)
{
    const bool explains = difference.weight == Weight::Explains;
    const QString left = nameOf(comparison.leftName), right = nameOf(comparison.rightName);
    const int column = static_cast<int>(qMax(left.size(), right.size())) + 2;
    layout.line(difference.title, 2, explains ? Tone::Warn : Tone::Plain);
    layout.labelled(left, difference.left, 4, column);
    layout.labelled(right, difference.right, 4, column);
    if (!difference.tells.isEmpty())
        layout.paragraph(difference.tells, 4, explains ? Tone::Plain : Tone::Faint);
}

void writeDifferences(TextLayout &layout, const Comparison &comparison)
{
    const auto write = [&](Weight weight, const QString &heading) {
        if (comparison.count(weight) == 0)
            return;
        layout.heading(heading);
        for (const Difference &difference : comparison.differences) {
            if (difference.weight == weight)
                writeDifference(layout, comparison, difference);
        }
    };
    write(Weight::Explains, Texts::tr("What explains the outcome"));
    write(Weight::Setting, comparison.outcomeDiffers ? Texts::tr("What differs besides")
                                                     : Texts::tr("What differs nevertheless"));
    QStringList expected;
    for (const Difference &difference : comparison.differences) {
        if (difference.weight == Weight::Expected && !expected.contains(difference.title))
            expected.append(difference.title);
    }
    if (!expected.isEmpty()) {
        layout.heading(Texts::tr("Different in every run"));
        layout.paragraph(expected.join(QLatin1String(", ")), 2, Tone::Faint);
    }
}

QString textOf(const std::optional<comparison::Line> &line)
{
    return line ? observation::printable(line->text) : QString();
}

void writeRow(TextLayout &layout, const Row &row)
{
    switch (row.sign) {
    case Row::Sign::Equal:
        layout.line(QLatin1String("  ") + textOf(row.left), 2, Tone::Faint);
        return;
    case Row::Sign::Expected:
        layout.line(QLatin1String("~ ") + textOf(row.left), 2, Tone::Faint);
        layout.line(QLatin1String("~ ") + textOf(row.right), 2, Tone::Faint);
        return;
    case Row::Sign::Differs:
    case Row::Sign::OnlyLeft:
    case Row::Sign::OnlyRight:
        break;
    }
    if (row.left)
        layout.line(QLatin1String("- ") + textOf(row.left), 2, Tone::Fail);
    if (row.right)
        layout.line(QLatin1String("+ ") + textOf(row.right), 2, Tone::Good);
}

bool isNearDifference(const QList<Row> &rows, qsizetype at)
{
    for (qsizetype i = qMax<qsizetype>(0, at - Context); i <= qMin(rows.size() - 1, at + Context); ++i) {
        if (rows.at(i).sign != Row::Sign::Equal)
            return true;
    }
    return false;
}

/// The lines with those folded that are equal and far from a difference.
void writeRows(TextLayout &layout, const QList<Row> &rows)
{
    qsizetype folded = 0;
    const auto unfold = [&] {
        if (folded > 0)
            layout.line(folded == 1 ? Texts::tr("  … 1 equal line")
                                    : Texts::tr("  … %1 equal lines").arg(folded),
                        2, Tone::Faint);
        folded = 0;
    };
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!isNearDifference(rows, i)) {
            ++folded;
            continue;
        }
        unfold();
        writeRow(layout, rows.at(i));
    }
    unfold();
}

void writeExchange(TextLayout &layout, const SideBySide &compared, const QByteArray &probe)
{
    const observation::Exchange *left = compared.left.shown.exchange(probe);
    const observation::Exchange *right = compared.right.shown.exchange(probe);
    if (!left || !right || left->sent.isEmpty() || right->sent.isEmpty())
        return; // one side alone is read with show
    for (const wire::Direction direction : {wire::Direction::Sent, wire::Direction::Received}) {
        const QList<Row> rows = comparison::alignedLines(left, right, direction);
        if (rows.isEmpty())
            continue;
        const QString name = QString::fromUtf8(probe);
        layout.heading(direction == wire::Direction::Sent ? Texts::tr("%1, sent").arg(name)
                                                          : Texts::tr("%1, received").arg(name));
        layout.line(Texts::tr("- %1   + %2   ~ different in every run")
                        .arg(nameOf(compared.comparison.leftName), nameOf(compared.comparison.rightName)),
                    2, Tone::Faint);
        writeRows(layout, rows);
    }
}

} // namespace

comparison::Side sideOf(const QString &name, const Checked &checked, Secrets secrets)
{
    if (secrets == Secrets::Kept)
        return {name, checked.observation, checked.diagnosis, checked.observation};
    Checked shown = masked(checked);
    return {name, checked.observation, std::move(shown.diagnosis), std::move(shown.observation)};
}

QString toText(const SideBySide &compared, const TextStyle &style)
{
    TextLayout layout(style);
    const Comparison &comparison = compared.comparison;
    layout.paragraph(comparison.sentence, 0, comparison.outcomeDiffers ? Tone::Fail : Tone::Strong);
    writeSide(layout, comparison.leftName, compared.left);
    writeSide(layout, comparison.rightName, compared.right);
    writeDifferences(layout, comparison);
    writeExchange(layout, compared, "upgrade");
    if (style.verbose) {
        for (const char *probe : {"get", "head"})
            writeExchange(layout, compared, probe);
        for (const observation::ExperimentResult &result : compared.left.shown.experiments)
            writeExchange(layout, compared, result.experiment.id);
    }
    return layout.text();
}

} // namespace wirewise::report
