#include "gui/widgets/bannercontent.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::BannerContent)
};

BannerContent::Kind kindOf(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    using diagnosis::Verdict;
    using Kind = BannerContent::Kind;
    if (observation.offline)
        return Kind::Offline;
    if (observation.stopped && diagnosis.verdict == Verdict::NotChecked)
        return Kind::Stopped;
    switch (diagnosis.verdict) {
    case Verdict::Works:
        return Kind::Works;
    case Verdict::WorksWithWarnings:
        return Kind::Warns;
    case Verdict::Fails:
        return !diagnosis.findings.isEmpty() && diagnosis.primary().confidence < 0.5 ? Kind::Unsure
                                                                                     : Kind::Fails;
    case Verdict::NotChecked:
        break;
    }
    return Kind::Stopped;
}

// At most so many decimals, none of them a trailing zero: "4", "0.2", "2.48".
QString rounded(double value, int decimals)
{
    const QLocale locale;
    QString text = locale.toString(value, 'f', decimals);
    if (decimals == 0)
        return text;
    while (text.endsWith(locale.zeroDigit()))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    return text;
}

} // namespace

QString wordOf(BannerContent::Kind kind)
{
    switch (kind) {
    case BannerContent::Kind::Running:
        return Words::tr("Checking");
    case BannerContent::Kind::Stopped:
        return Words::tr("Stopped");
    case BannerContent::Kind::Fails:
        return Words::tr("Fails");
    case BannerContent::Kind::Warns:
        return Words::tr("Works, with warnings");
    case BannerContent::Kind::Works:
        return Words::tr("Works");
    case BannerContent::Kind::Unsure:
        return Words::tr("Fails, cause not sure");
    case BannerContent::Kind::Offline:
        return Words::tr("Not checked");
    }
    return {};
}

QString confidenceWord(double confidence)
{
    if (confidence >= 0.95)
        return Words::tr("certain");
    if (confidence >= 0.8)
        return Words::tr("high");
    return confidence >= 0.5 ? Words::tr("medium") : Words::tr("low");
}

QString confidenceText(double confidence)
{
    return Words::tr("Confidence %1, %2")
        .arg(confidenceWord(confidence), QLocale().toString(confidence, 'f', 2));
}

QString durationText(observation::Duration duration)
{
    const double milliseconds = static_cast<double>(duration.count()) / 1000.0;
    if (milliseconds < 0.05)
        return Words::tr("0 ms");
    if (milliseconds < 999.5)
        return Words::tr("%1 ms").arg(rounded(milliseconds, milliseconds < 9.95 ? 1 : 0));
    const double seconds = milliseconds / 1000.0;
    if (seconds < 59.95)
        return Words::tr("%1 s").arg(rounded(seconds, seconds < 9.995 ? 2 : 1));
    const auto whole = std::chrono::round<std::chrono::seconds>(duration).count();
    if (whole < 3600)
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString momentText(const QDateTime &moment, const QDateTime &now)
{
    const QDateTime local = moment.toLocalTime();
    const QLocale locale;
    const QString clock = local.time().toString(QStringLiteral("HH:mm:ss"));
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return Words::tr("today %1").arg(clock);
    if (days == 1)
        return Words::tr("yesterday %1").arg(clock);
    if (days > 1 && days < 7)
        return locale.dayName(local.date().dayOfWeek()) % u' ' % clock;
    return locale.toString(local.date(), QStringLiteral("d MMMM yyyy")) % u' ' % clock;
}

QString checkedText(const QDateTime &startedAt, observation::Duration took, const QDateTime &now)
{
    if (!startedAt.isValid())
        return {};
    return Words::tr("Checked %1, took %2").arg(momentText(startedAt, now), durationText(took));
}

BannerContent bannerFor(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis,
                        const QDateTime &now)
{
    BannerContent content;
    content.kind = kindOf(observation, diagnosis);
    if (!diagnosis.findings.isEmpty()) {
        const diagnosis::Finding &finding = diagnosis.primary();
        content.title = finding.title;
        content.second = finding.where;
        content.findingId = finding.id;
        content.confidence = finding.confidence;
    }
    content.checked = checkedText(observation.startedAt, observation.took, now);
    return content;
}

} // namespace wirewise::gui
