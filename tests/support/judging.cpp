#include "support/judging.h"

#include "observation/printable.h"
#include "observation/redaction.h"

#include <algorithm>

namespace wirewise::test {

using diagnosis::Evidence;
using diagnosis::Finding;

namespace {

bool isClean(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control && c != QLatin1Char('\n');
    });
}

QString evidenceComplaint(const observation::Observation &observation, const Evidence &evidence)
{
    if (evidence.text.isEmpty() && evidence.probe.isEmpty())
        return QStringLiteral("a fact without words");
    if (evidence.probe.isEmpty())
        return {};
    QByteArray bytes;
    if (evidence.inSession) {
        bytes = observation.session ? observation.session->stream : QByteArray();
    } else {
        const observation::Exchange *exchange = observation.exchange(evidence.probe);
        if (!exchange)
            return QStringLiteral("evidence of a probe that was not made");
        bytes = evidence.direction == wire::Direction::Sent ? exchange->sent : exchange->received;
    }
    const wire::ByteRange range = evidence.range;
    if (range.offset < 0 || range.length <= 0 || range.end() > bytes.size())
        return QStringLiteral("evidence outside its bytes");
    const QString plain = observation::printable(QByteArrayView(bytes).sliced(range.offset, range.length));
    const QByteArray hidden = observation::masked(bytes);
    const QString masked = observation::printable(QByteArrayView(hidden).sliced(range.offset, range.length));
    return evidence.text == plain || evidence.text == masked
               ? QString()
               : QStringLiteral("evidence that does not quote its bytes");
}

} // namespace

QByteArray listed(const diagnosis::Diagnosis &diagnosis)
{
    QByteArray line = diagnosis::toString(diagnosis.verdict) + ':';
    for (const Finding &finding : diagnosis.findings)
        line += ' ' + finding.id + '=' + QByteArray::number(finding.confidence, 'f', 2);
    return line;
}

QStringList complaints(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    QStringList list;
    if (diagnosis.findings.isEmpty())
        list.append(QStringLiteral("no finding"));
    for (const Finding &finding : diagnosis.findings) {
        const QString id = QString::fromUtf8(finding.id);
        const auto complain = [&](bool wrong, const QString &what) {
            if (wrong)
                list.append(id + QStringLiteral(": ") + what);
        };
        complain(finding.title.isEmpty() || finding.title.size() > 100,
                 QStringLiteral("title: ") + finding.title);
        complain(finding.title.contains(QLatin1String("%1")) || finding.where.contains(QLatin1String("%1")),
                 QStringLiteral("a gap in ") + finding.title);
        complain(finding.where.isEmpty(), QStringLiteral("does not say where the fix belongs"));
        complain(finding.explanation.isEmpty(), QStringLiteral("does not explain"));
        complain(finding.confidence <= 0 || finding.confidence > 1, QStringLiteral("confidence"));
        complain(!isClean(finding.title) || !isClean(finding.explanation),
                 QStringLiteral("control characters"));
        for (const Evidence &evidence : finding.evidence) {
            const QString wrong = evidenceComplaint(observation, evidence);
            complain(!wrong.isEmpty(), wrong + QStringLiteral(": ") + evidence.text);
            complain(!isClean(evidence.text), QStringLiteral("control characters in evidence"));
            complain(evidence.says.isEmpty(), QStringLiteral("evidence that says nothing: ") + evidence.text);
        }
    }
    return list;
}

} // namespace wirewise::test
