#include "report/judgement.h"

#include "report/outline.h"

#include <QRegularExpression>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Severity;
using diagnosis::Verdict;

bool Requirement::allows(const QByteArray &findingId) const
{
    const QString id = QString::fromUtf8(findingId);
    return std::any_of(allowed.begin(), allowed.end(), [&id](const QString &pattern) {
        QString expression = QRegularExpression::escape(pattern);
        expression.replace(QLatin1String("\\*"), QLatin1String(".*"));
        return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(id).hasMatch();
    });
}

bool Requirement::counts(Severity severity) const
{
    return severity == Severity::Error || (warningsFail && severity == Severity::Warning);
}

QByteArray toString(Change change)
{
    switch (change) {
    case Change::Same:
        return "same";
    case Change::Better:
        return "better";
    case Change::Worse:
        return "worse";
    case Change::New:
        return "new";
    }
    return {};
}

Judgement judge(const Outline &outline, const Requirement &requirement)
{
    Judgement judgement;
    for (const OutlinedFinding &finding : outline.findings) {
        if (!requirement.counts(finding.severity))
            continue;
        if (requirement.allows(finding.id))
            judgement.allowed.append(finding.id);
        else
            judgement.objections.append(finding.id);
    }
    // What was not looked at is never waved through.
    judgement.passes = judgement.objections.isEmpty() && outline.verdict != Verdict::NotChecked;
    return judgement;
}

} // namespace wirewise::report
