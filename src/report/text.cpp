#include "report/text.h"

#include "diagnosis/stacks.h"
#include "report/exchangetext.h"
#include "report/masking.h"
#include "report/reportwords.h"
#include "report/textlayout.h"
#include "report/tlstext.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;
using namespace diagnosis;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Text)
};

void writeVerdict(TextLayout &layout, const Checked &checked)
{
    const Diagnosis &diagnosis = checked.diagnosis;
    layout.paragraph(diagnosis.summary(), 0, toneOf(diagnosis.verdict));
    if (diagnosis.findings.isEmpty())
        return;
    const Finding &primary = diagnosis.primary();
    layout.paragraph(primary.where);
    layout.line(QStringLiteral("%1  %2: %3, %4")
                    .arg(addressOf(checked.observation), verdictWord(diagnosis.verdict),
                         QString::fromUtf8(primary.id), confidenceWord(primary.confidence)),
                0, Tone::Faint);
    if (!primary.explanation.isEmpty()) {
        layout.gap();
        layout.paragraph(primary.explanation);
    }
}

void writeEvidence(TextLayout &layout, const Finding &finding)
{
    if (finding.evidence.isEmpty())
        return;
    layout.heading(evidenceHeading(finding));
    int number = 0;
    for (const Evidence &evidence : finding.evidence) {
        layout.labelled(QString::number(++number),
                        evidence.says.isEmpty() ? placeOf(evidence) : evidence.says, 2, 4, Tone::Evidence);
        if (!evidence.text.isEmpty())
            layout.line(evidence.text, 6, Tone::Evidence);
        if (!evidence.says.isEmpty() && !placeOf(evidence).isEmpty())
            layout.line(placeOf(evidence), 6, Tone::Faint);
    }
}

void writeCauses(TextLayout &layout, const Finding &finding)
{
    if (finding.causes.isEmpty())
        return;
    layout.heading(Texts::tr("Causes, most likely first"));
    for (const Cause &cause : finding.causes) {
        layout.labelled(likelihoodWord(cause.likelihood), cause.text, 2, 10);
        if (!cause.confirm.isEmpty())
            layout.labelled(QString(), Texts::tr("To confirm: %1").arg(cause.confirm), 2, 10);
    }
}

void writeExperiments(TextLayout &layout, const Observation &observation, Verdict verdict)
{
    if (observation.experiments.isEmpty() && observation.skipped.isEmpty())
        return;
    layout.heading(experimentsHeading(verdict));
    qsizetype widest = 0;
    for (const ExperimentResult &result : observation.experiments)
        widest = qMax(widest, result.experiment.change.size());
    for (const ExperimentResult &result : observation.experiments) {
        const QString helps = helpsWord(result);
        const QString change = result.experiment.change.leftJustified(widest);
        const QString answer = answerOf(result.exchange);
        // Where it works already, nothing is left to help.
        const QString row =
            works(verdict) ? answer : QString(answer.leftJustified(28) + QLatin1String("  ") + helps);
        layout.line(change + QLatin1String("  ") + row, 2, result.helps ? Tone::Good : Tone::Plain);
    }
    for (const SkippedExperiment &skipped : observation.skipped)
        layout.labelled(skipped.change, Texts::tr("not tried: %1").arg(skipped.why), 2,
                        static_cast<int>(widest) + 2);
}

void writeFix(TextLayout &layout, const Finding &finding)
{
    if (finding.fixes.isEmpty())
        return;
    const Fix &fix = finding.fixes.constFirst();
    layout.heading(fixHeading(fix));
    layout.paragraph(fix.text, 2);
    if (!fix.snippet.isEmpty()) {
        layout.gap();
        layout.snippet(fix.snippet, 4);
    }
    const QString proof = proofOf(fix);
    if (!proof.isEmpty())
        layout.paragraph(proof, 2, Tone::Faint);
    QStringList others;
    for (qsizetype i = 1; i < finding.fixes.size(); ++i)
        others.append(stackName(finding.fixes.at(i).stack));
    others.removeDuplicates();
    if (!others.isEmpty()) {
        layout.paragraph(Texts::tr("Also known for: %1.").arg(others.join(QLatin1String(", "))), 2,
                         Tone::Faint);
    }
}

void writeOthers(TextLayout &layout, const Diagnosis &diagnosis)
{
    if (diagnosis.findings.size() < 2)
        return;
    layout.heading(Texts::tr("Also seen"));
    for (qsizetype i = 1; i < diagnosis.findings.size(); ++i) {
        const Finding &finding = diagnosis.findings.at(i);
        layout.labelled(severityWord(finding.severity), finding.title, 2, 10,
                        finding.severity == Severity::Info ? Tone::Faint : Tone::Warn);
        layout.line(QString::fromUtf8(finding.id), 12, Tone::Faint);
    }
}

/// How each probe ended, in a line each: what a monitor, a browser and a client see.
void writeProbes(TextLayout &layout, const Observation &observation)
{
    if (observation.exchanges.isEmpty())
        return;
    layout.heading(Texts::tr("Probes"));
    for (const Exchange &exchange : observation.exchanges) {
        layout.line(QString::fromUtf8(exchange.name()).leftJustified(10) +
                        answerOf(exchange).leftJustified(28) + QLatin1String("  ") +
                        durationText(exchange.timing.total),
                    2);
    }
}

void writeHops(TextLayout &layout, const Diagnosis &diagnosis)
{
    QStringList names;
    for (const Hop &hop : diagnosis.hops)
        names.append(hop.name);
    if (!names.isEmpty())
        layout.labelled(Texts::tr("answered by"), names.join(QStringLiteral(" → ")), 2, 10, Tone::Plain);
}

void writeMore(TextLayout &layout, const Checked &checked)
{
    layout.gap();
    if (checked.diagnosis.findings.isEmpty())
        return;
    const QString id = QString::fromUtf8(checked.diagnosis.primary().id);
    const QString more = layout.style().verbose
                             ? Texts::tr("More: wirewise-cli explain %1")
                             : Texts::tr("More: wirewise-cli explain %1, or --verbose for every byte");
    layout.line(more.arg(id), 0, Tone::Faint);
}

} // namespace

QString toText(const Checked &checked, const TextStyle &style, Secrets secrets)
{
    const Checked shown = secrets == Secrets::Kept ? checked : masked(checked);
    TextLayout layout(style);
    writeVerdict(layout, shown);
    if (!shown.diagnosis.findings.isEmpty()) {
        const Finding &primary = shown.diagnosis.primary();
        writeEvidence(layout, primary);
        writeCauses(layout, primary);
        writeExperiments(layout, shown.observation, shown.diagnosis.verdict);
        writeFix(layout, primary);
        writeOthers(layout, shown.diagnosis);
    }
    writeProbes(layout, shown.observation);
    writeTls(layout, shown.observation);
    writeHops(layout, shown.diagnosis);
    if (style.verbose) {
        for (const Exchange &exchange : shown.observation.exchanges)
            writeExchange(layout, exchange);
        for (const ExperimentResult &result : shown.observation.experiments)
            writeExchange(layout, result.exchange);
    }
    writeMore(layout, shown);
    return layout.text();
}

QString toShortText(const Checked &checked, const TextStyle &style, Secrets secrets)
{
    const Checked shown = secrets == Secrets::Kept ? checked : maskedBriefly(checked);
    const Diagnosis &diagnosis = shown.diagnosis;
    constexpr int Column = 8;
    TextLayout layout(style);
    layout.labelled(verdictWord(diagnosis.verdict), addressOf(shown.observation), 0, Column,
                    toneOf(diagnosis.verdict));
    if (diagnosis.findings.isEmpty())
        return layout.text();
    layout.paragraph(diagnosis.summary(), Column);
    if (diagnosis.verdict == Verdict::Works)
        return layout.text();
    if (!diagnosis.primary().where.isEmpty())
        layout.paragraph(diagnosis.primary().where, Column);
    layout.line(QString::fromUtf8(diagnosis.primary().id), Column, Tone::Faint);
    return layout.text();
}

} // namespace wirewise::report
