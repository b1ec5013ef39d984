#include "report/idle.h"

#include "diagnosis/stacks.h"
#include "report/textlayout.h"

#include <QCoreApplication>

namespace wirewise::report {

using diagnosis::IdleDefault;
using diagnosis::IdleVerdict;
using observation::IdleTrial;
using Outcome = IdleVerdict::Outcome;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Idle)
};

Tone toneOf(const IdleVerdict &verdict)
{
    if (verdict.found())
        return Tone::Warn;
    return verdict.outcome == Outcome::Undecided ? Tone::Plain : Tone::Good;
}

void writeTrials(TextLayout &layout, const observation::IdleTest &test)
{
    layout.heading(Texts::tr("Connections"));
    int number = 0;
    for (const IdleTrial &trial : test.silent)
        layout.labelled(QString::number(++number), diagnosis::trialWords(trial), 2, 3);
    if (test.control)
        layout.labelled(QStringLiteral("+"), diagnosis::trialWords(*test.control), 2, 3);
}

void writeCauses(TextLayout &layout, const QList<IdleDefault> &causes)
{
    if (causes.isEmpty())
        return;
    layout.heading(Texts::tr("Software that has this limit unless told otherwise"));
    for (const IdleDefault &cause : causes) {
        layout.paragraph(
            Texts::tr("%1: %2").arg(QString::fromUtf8(cause.stack), QString::fromUtf8(cause.setting)), 2);
        layout.line(QString::fromUtf8(cause.source), 4, Tone::Faint);
    }
}

/// What is known to mend it, the recognised stack first.
void writeFix(TextLayout &layout, const diagnosis::Diagnosis &diagnosis)
{
    if (diagnosis.findings.isEmpty() || diagnosis.primary().fixes.isEmpty() ||
        diagnosis::layerOf(diagnosis.primary().id) != diagnosis::Layer::Session)
        return;
    const diagnosis::Fix &fix = diagnosis.primary().fixes.constFirst();
    const bool general = fix.stack == "general" || fix.stack.isEmpty();
    layout.heading(general ? Texts::tr("What to do")
                           : Texts::tr("What to do, for %1").arg(diagnosis::stackName(fix.stack)));
    layout.paragraph(fix.text, 2);
    if (!fix.snippet.isEmpty()) {
        layout.gap();
        layout.snippet(fix.snippet, 4);
    }
}

} // namespace

QString toText(const TestedIdle &tested, const TextStyle &style, Secrets secrets)
{
    const IdleVerdict &verdict = tested.verdict;
    TextLayout layout(style);
    layout.paragraph(verdict.title, 0, toneOf(verdict));
    layout.paragraph(verdict.explanation);
    // Why it does not open, or closes at once, is what a check says.
    if (verdict.outcome == Outcome::NotOpened || verdict.outcome == Outcome::ClosedAtOnce ||
        tested.test.silent.isEmpty()) {
        layout.gap();
        return layout.text() + toText(tested.checked, style, secrets);
    }
    writeTrials(layout, tested.test);
    writeCauses(layout, verdict.causes);
    if (verdict.outcome == Outcome::SilenceLimit || verdict.outcome == Outcome::LifeLimit)
        writeFix(layout, tested.checked.diagnosis);
    return layout.text();
}

} // namespace wirewise::report
