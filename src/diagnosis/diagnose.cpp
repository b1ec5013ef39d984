#include "diagnosis/diagnose.h"

#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/ranking.h"

#include <QSet>

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

/// Raised whenever a rule may judge the same observation differently.
constexpr char rulesVersion[] = "1";

constexpr qsizetype LongestTitle = 100;

QString fittedTitle(QString title)
{
    if (title.size() > LongestTitle)
        title = title.left(LongestTitle - 1).trimmed() + QChar(0x2026);
    return title;
}

/// The recognised stacks first, then what fits everywhere, then the others.
QList<Fix> orderedFixes(const FailureClass &failure, const Facts &facts)
{
    QList<Fix> fixes = fixesOf(failure);
    const auto rank = [&](const Fix &fix) {
        // Inside uvicorn the library websockets is set up by uvicorn's options.
        if (fix.stack == "websockets" && hasStack(facts.getHops, "uvicorn"))
            return 1;
        const auto at = std::find_if(facts.hops.begin(), facts.hops.end(),
                                     [&](const Hop &hop) { return hop.stack == fix.stack; });
        if (at != facts.hops.end())
            return static_cast<int>(facts.hops.end() - at) - 1000;
        // A 101 does not tell the library; behind Node's http it is nearly always ws.
        const bool kin = fix.stack == "node-ws" && hasStack(facts.getHops, "node");
        // FastAPI is Starlette underneath, and is mended alike.
        const bool starlette = fix.stack == "fastapi" && hasStack(facts.getHops, "starlette");
        // What runs on Node is mended there before Node itself is.
        if (fix.stack != "node" && fix.stack != "node-ws" && hasStack(facts.getHops, fix.stack))
            return -2;
        if (kin || starlette || hasStack(facts.getHops, fix.stack))
            return -1;
        return fix.stack == "general" ? 0 : 1;
    };
    std::stable_sort(fixes.begin(), fixes.end(),
                     [&](const Fix &a, const Fix &b) { return rank(a) < rank(b); });
    return fixes;
}

Finding findingOf(const FailureClass &failure, Judgement judgement, const Facts &facts)
{
    Finding finding;
    finding.id = failure.id;
    finding.severity = judgement.severity.value_or(failure.severity);
    finding.confidence = std::clamp(judgement.confidence, 0.0, 1.0);
    finding.title = fittedTitle(judgement.title.isEmpty() ? Text::tr(failure.title) : judgement.title);
    finding.where = judgement.where;
    finding.explanation = judgement.explanation.isEmpty() ? Text::tr(failure.meaning) : judgement.explanation;
    finding.evidence = std::move(judgement.evidence);
    finding.evidence.removeIf([](const Evidence &evidence) { return evidence.text.isEmpty(); });
    finding.causes = std::move(judgement.causes);
    finding.causes.append(causesOf(failure));
    std::stable_sort(finding.causes.begin(), finding.causes.end(), [](const Cause &a, const Cause &b) {
        return a.likelihood == Likelihood::Likely && b.likelihood != Likelihood::Likely;
    });
    finding.fixes = orderedFixes(failure, facts);
    finding.references = referencesOf(failure);
    return finding;
}

/// What is certain below says nothing about what lies above it: with no connection there is no answer to
/// judge.
Verdict verdictOf(const QList<Finding> &findings, const Facts &facts)
{
    const bool unfinished = !facts.leading || facts.leading->outcome == observation::Outcome::NotStarted ||
                            facts.leading->outcome == observation::Outcome::Running ||
                            facts.leading->outcome == observation::Outcome::Stopped;
    if (facts.endpoint &&
        (unfinished || facts.seen.offline || facts.leading->outcome == observation::Outcome::Offline))
        return Verdict::NotChecked;
    const auto has = [&](Severity severity) {
        return std::any_of(findings.begin(), findings.end(),
                           [&](const Finding &finding) { return finding.severity == severity; });
    };
    if (has(Severity::Error))
        return Verdict::Fails;
    return has(Severity::Warning) ? Verdict::WorksWithWarnings : Verdict::Works;
}

/// Nothing was recognised: said plainly, with what there is.
Finding fallback(const Facts &facts)
{
    Finding finding;
    finding.id = "upgrade.unexpected-status";
    finding.confidence = 0.1;
    finding.title = Text::tr("%1 gave no answer that this check can explain.").arg(facts.host());
    finding.where = Text::tr("Look at the exchange byte by byte.");
    finding.explanation = Text::tr("No rule recognises what was seen.");
    if (facts.leading && !facts.leading->detail.isEmpty())
        finding.evidence.append(fact(facts.leading->detail.left(200), Text::tr("What the system says.")));
    return finding;
}

} // namespace

Diagnosis diagnose(const observation::Observation &observation)
{
    const Facts facts(observation);
    QList<Judged> judged;
    QSet<QByteArray> dismissed;
    for (const FailureClass *failure : failureClasses()) {
        if (!failure->judge)
            continue;
        if (std::optional<Judgement> judgement = failure->judge(facts)) {
            for (const QByteArray &id : std::as_const(judgement->dismisses))
                dismissed.insert(id);
            judged.append({failure, findingOf(*failure, *std::move(judgement), facts)});
        }
    }
    judged.removeIf([&](const Judged &entry) { return dismissed.contains(entry.finding.id); });

    Diagnosis diagnosis;
    diagnosis.rules = rulesVersion;
    diagnosis.hops = facts.hops;
    for (Judged &entry : ranked(std::move(judged)))
        diagnosis.findings.append(std::move(entry.finding));
    if (diagnosis.findings.isEmpty())
        diagnosis.findings.append(fallback(facts));
    diagnosis.verdict = verdictOf(diagnosis.findings, facts);
    return diagnosis;
}

} // namespace wirewise::diagnosis
