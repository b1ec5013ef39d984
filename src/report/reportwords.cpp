#include "report/reportwords.h"

#include "observation/placename.h"

#include "diagnosis/stacks.h"

#include <QCoreApplication>
#include <QLocale>

namespace wirewise::report {

using namespace observation;
using namespace diagnosis;

namespace {

/// Confidence in words, as the window says it.
constexpr double Certain = 0.95, High = 0.8, Medium = 0.5;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Text)
};

QString bytesOf(wire::ByteRange range)
{
    if (range.length == 1)
        return Texts::tr("byte %1").arg(QString::number(range.offset));
    return Texts::tr("bytes %1 to %2").arg(QString::number(range.offset), QString::number(range.end() - 1));
}

} // namespace

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return Texts::tr("works");
    case Verdict::WorksWithWarnings:
        return Texts::tr("works, with warnings");
    case Verdict::Fails:
        return Texts::tr("fails");
    case Verdict::NotChecked:
        break;
    }
    return Texts::tr("not checked");
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Texts::tr("error");
    case Severity::Warning:
        return Texts::tr("warning");
    case Severity::Info:
        break;
    }
    return Texts::tr("remark");
}

QString likelihoodWord(Likelihood likelihood)
{
    return likelihood == Likelihood::Likely ? Texts::tr("likely") : Texts::tr("possible");
}

QString confidenceWord(double confidence)
{
    if (confidence >= Certain)
        return Texts::tr("certain");
    if (confidence >= High)
        return Texts::tr("high confidence");
    if (confidence >= Medium)
        return Texts::tr("medium confidence");
    return Texts::tr("low confidence");
}

QString placeOf(const Evidence &evidence)
{
    QStringList parts;
    if (!evidence.probe.isEmpty())
        parts.append(QString::fromUtf8(evidence.probe));
    if (!evidence.range.isEmpty()) {
        parts.append(evidence.direction == wire::Direction::Sent ? Texts::tr("sent") : Texts::tr("received"));
        parts.append(evidence.inSession ? Texts::tr("%1 after the upgrade").arg(bytesOf(evidence.range))
                                        : bytesOf(evidence.range));
    }
    return parts.join(QLatin1String(", "));
}

QString addressOf(const Observation &observation)
{
    constexpr qsizetype Longest = 400;
    const auto &endpoint = observation.endpoint.endpoint;
    const QString address = endpoint ? endpoint->url() : observation.typed;
    const QString shown =
        address.size() <= Longest ? address : QString(address.left(Longest) + QStringLiteral("…"));
    return observation.from.isEmpty()
               ? shown
               : Texts::tr("%1 from %2").arg(shown, observation::placeName(observation.from));
}

bool works(Verdict verdict)
{
    return verdict == Verdict::Works || verdict == Verdict::WorksWithWarnings;
}

QString evidenceHeading(const Finding &finding)
{
    return finding.id == "upgrade.ok" ? Texts::tr("What was verified") : Texts::tr("How we know");
}

QString experimentsHeading(Verdict verdict)
{
    return works(verdict) ? Texts::tr("What else it accepts") : Texts::tr("What would make it work");
}

QString fixHeading(const Fix &fix)
{
    const bool general = fix.stack == "general" || fix.stack.isEmpty();
    return general ? Texts::tr("What to do") : Texts::tr("What to do, for %1").arg(stackName(fix.stack));
}

QString helpsWord(const ExperimentResult &result)
{
    if (result.experiment.role == Experiment::Role::Control)
        return Texts::tr("control");
    return result.helps ? Texts::tr("yes") : Texts::tr("no");
}

QString countText(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString byteCount(qint64 bytes)
{
    return bytes == 1 ? Texts::tr("1 byte") : Texts::tr("%1 bytes").arg(countText(bytes));
}

} // namespace wirewise::report
