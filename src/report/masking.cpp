#include "report/masking.h"

#include "diagnosis/quotation.h"
#include "observation/printable.h"
#include "observation/redaction.h"
#include "observation/secretvalues.h"

namespace wirewise::report {

using namespace diagnosis;

namespace {

class DiagnosisMasking
{
public:
    DiagnosisMasking(const observation::Observation &before, const observation::Observation &after,
                     const observation::SecretValues &secrets)
        : m_before(before)
        , m_after(after)
        , m_secrets(secrets)
    {
    }

    void apply(Diagnosis &diagnosis) const
    {
        for (Finding &finding : diagnosis.findings)
            apply(finding);
        for (Hop &hop : diagnosis.hops) {
            apply(hop.name);
            apply(hop.evidence);
        }
    }

private:
    void apply(QString &text) const { text = m_secrets.mask(text); }

    void apply(Evidence &evidence) const
    {
        const QByteArray original = quotedBytes(evidence, m_before);
        const QByteArray hidden = quotedBytes(evidence, m_after);
        if (original != hidden)
            evidence.text = observation::printable(hidden, qMax<qsizetype>(evidence.text.size(), 1));
        apply(evidence.text);
        apply(evidence.says);
    }

    void apply(Finding &finding) const
    {
        apply(finding.title);
        apply(finding.where);
        apply(finding.explanation);
        for (Evidence &evidence : finding.evidence)
            apply(evidence);
        for (Cause &cause : finding.causes) {
            apply(cause.text);
            apply(cause.confirm);
        }
        for (Fix &fix : finding.fixes) {
            apply(fix.text);
            apply(fix.snippet);
            apply(fix.triedWith);
            apply(fix.source);
        }
    }

    const observation::Observation &m_before;
    const observation::Observation &m_after;
    const observation::SecretValues &m_secrets;
};

} // namespace

Checked masked(const Checked &checked)
{
    const observation::SecretValues secrets(checked.observation);
    Checked hidden{observation::masked(checked.observation, secrets), checked.diagnosis};
    DiagnosisMasking(checked.observation, hidden.observation, secrets).apply(hidden.diagnosis);
    return hidden;
}

Checked maskedBriefly(const Checked &checked)
{
    const observation::SecretValues secrets(checked.observation);
    observation::Observation brief;
    brief.typed = checked.observation.typed;
    brief.endpoint = checked.observation.endpoint;
    brief.from = checked.observation.from;
    Checked hidden{observation::masked(std::move(brief), secrets), {}};
    hidden.diagnosis.verdict = checked.diagnosis.verdict;
    if (!checked.diagnosis.findings.isEmpty()) {
        const Finding &primary = checked.diagnosis.primary();
        Finding told;
        told.id = primary.id;
        told.title = secrets.mask(primary.title);
        told.where = secrets.mask(primary.where);
        hidden.diagnosis.findings.append(told);
    }
    return hidden;
}

} // namespace wirewise::report
