#include "report/outline.h"

#include "observation/placename.h"
#include "report/masking.h"

#include <QCoreApplication>

namespace wirewise::report {

Outline outlineOf(const Checked &checked)
{
    const Checked shown = masked(checked);
    Outline outline;
    outline.url = shown.observation.typed;
    outline.from = shown.observation.from;
    outline.verdict = shown.diagnosis.verdict;
    outline.summary = shown.diagnosis.summary();
    if (!shown.diagnosis.findings.isEmpty()) {
        const diagnosis::Finding &primary = shown.diagnosis.primary();
        outline.findingId = primary.id;
        outline.explanation = primary.explanation;
        if (!primary.fixes.isEmpty())
            outline.fix = primary.fixes.constFirst().text;
    }
    for (const diagnosis::Finding &finding : shown.diagnosis.findings)
        outline.findings.append({finding.id, finding.severity, finding.title, finding.where});
    outline.took = shown.observation.took;
    outline.startedAt = shown.observation.startedAt;
    if (const observation::Exchange *upgrade = shown.observation.exchange(observation::ProbeKind::Upgrade)) {
        outline.status = upgrade->status();
        outline.timing = upgrade->timing;
        if (upgrade->connection.tls && !upgrade->connection.tls->chain.isEmpty())
            outline.certificateEnds = upgrade->connection.tls->chain.constFirst().notAfter;
        if (upgrade->outcome == observation::Outcome::Answered)
            outline.upgrade = upgrade->timing.total;
    }
    outline.judgement = judge(outline, {});
    return outline;
}

QString nameOf(const Outline &outline)
{
    const QString address = outline.from.isEmpty()
                                ? outline.url
                                : QCoreApplication::translate("Report", "%1 from %2")
                                      .arg(outline.url, observation::placeName(outline.from));
    if (outline.endpoint.isEmpty())
        return address;
    const QString name =
        outline.environment.isEmpty()
            ? outline.endpoint
            : QCoreApplication::translate("Report", "%1 in %2").arg(outline.endpoint, outline.environment);
    return name + QLatin1String(": ") + address;
}

QString sentenceOf(const Outline &outline)
{
    return nameOf(outline) + QLatin1String(": ") + QString::fromUtf8(outline.findingId) +
           QLatin1String(": ") + outline.summary;
}

} // namespace wirewise::report
