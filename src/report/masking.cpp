#include "report/masking.h"

#include "observation/printable.h"
#include "observation/redaction.h"
#include "observation/secretvalues.h"

namespace wirewise::report {

using namespace diagnosis;

namespace {

/// The bytes that evidence points at; null if it points at none.
const QByteArray *bytesOf(const Evidence &evidence, const observation::Observation &observation)
{
    if (evidence.inSession) {
        const observation::ExperimentResult *experiment = observation.experiment(evidence.probe);
        const auto &session = experiment ? experiment->session : observation.session;
        return session ? &session->stream : nullptr;
    }
    const observation::Exchange *exchange = observation.exchange(evidence.probe);
    if (!exchange)
        return nullptr;
    return evidence.direction == wire::Direction::Sent ? &exchange->sent : &exchange->received;
}

QByteArray quoted(const QByteArray *bytes, wire::ByteRange range)
{
    if (!bytes || range.offset < 0 || range.length <= 0 || range.offset >= bytes->size())
        return {};
    return bytes->sliced(range.offset, qMin<qint64>(range.length, bytes->size() - range.offset));
}

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
        const QByteArray original = quoted(bytesOf(evidence, m_before), evidence.range);
        const QByteArray hidden = quoted(bytesOf(evidence, m_after), evidence.range);
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
