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
    DiagnosisMasking(const observation::Observation &before, const observation::Observation &after)
        : m_before(before)
        , m_after(after)
        , m_secrets(before)
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
    observation::SecretValues m_secrets;
};

} // namespace

Checked masked(const Checked &checked)
{
    Checked hidden{observation::masked(checked.observation), checked.diagnosis};
    DiagnosisMasking(checked.observation, hidden.observation).apply(hidden.diagnosis);
    return hidden;
}

} // namespace wirewise::report
