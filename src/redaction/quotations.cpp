#include "redaction/quotations.h"

#include "observation/printable.h"

namespace wirewise::redaction {

using namespace diagnosis;

namespace {

/// The bytes that evidence points at; null if it points at none.
const QByteArray *bytesOf(const Evidence &evidence, const observation::Observation &seen)
{
    if (evidence.inSession) {
        const observation::ExperimentResult *experiment = seen.experiment(evidence.probe);
        const auto &session = experiment ? experiment->session : seen.session;
        return session ? &session->stream : nullptr;
    }
    const observation::Exchange *exchange = seen.exchange(evidence.probe);
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

} // namespace

Diagnosis rewritten(Diagnosis diagnosis, const observation::Observation &before,
                    const observation::Observation &after,
                    const std::function<QString(const QString &)> &text)
{
    const auto apply = [&text](QString &sentence) { sentence = text(sentence); };
    const auto quote = [&](Evidence &evidence) {
        const QByteArray hidden = quoted(bytesOf(evidence, after), evidence.range);
        if (quoted(bytesOf(evidence, before), evidence.range) != hidden)
            evidence.text = observation::printable(hidden, qMax<qsizetype>(evidence.text.size(), 1));
        else
            apply(evidence.text);
        apply(evidence.says);
    };
    for (Finding &finding : diagnosis.findings) {
        for (QString *sentence : {&finding.title, &finding.where, &finding.explanation})
            apply(*sentence);
        for (Evidence &evidence : finding.evidence)
            quote(evidence);
        for (Cause &cause : finding.causes) {
            apply(cause.text);
            apply(cause.confirm);
        }
        for (Fix &fix : finding.fixes) {
            for (QString *sentence : {&fix.text, &fix.snippet, &fix.triedWith, &fix.source})
                apply(*sentence);
        }
    }
    for (Hop &hop : diagnosis.hops) {
        apply(hop.name);
        quote(hop.evidence);
    }
    return diagnosis;
}

} // namespace wirewise::redaction
