#include "redaction/quotations.h"

#include "diagnosis/quotation.h"
#include "observation/printable.h"

namespace wirewise::redaction {

using namespace diagnosis;

Diagnosis rewritten(Diagnosis diagnosis, const observation::Observation &before,
                    const observation::Observation &after,
                    const std::function<QString(const QString &)> &text)
{
    const auto apply = [&text](QString &sentence) { sentence = text(sentence); };
    const auto quote = [&](Evidence &evidence) {
        const QByteArray hidden = quotedBytes(evidence, after);
        if (quotedBytes(evidence, before) != hidden)
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
