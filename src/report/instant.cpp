#include "report/instant.h"

#include <QDateTime>
#include <QLocale>

namespace wirewise::report {

using namespace observation;

std::optional<Instant> startOf(const Observation &observation)
{
    if (!observation.startedAt.isValid())
        return std::nullopt;
    return Instant(std::chrono::milliseconds(observation.startedAt.toMSecsSinceEpoch()));
}

std::optional<Instant> openedAt(const Observation &observation)
{
    const std::optional<Instant> start = startOf(observation);
    const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade);
    if (!start || !upgrade)
        return start;
    return *start + upgrade->timing.startedAfter + upgrade->timing.total;
}

QString toText(Instant instant)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(instant);
    const QDateTime date = QDateTime::fromSecsSinceEpoch(second.time_since_epoch().count(), Qt::UTC);
    return date.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) +
           QStringLiteral(".%1Z").arg((instant - second).count(), 6, 10, QLatin1Char('0'));
}

QString toWords(Instant instant)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(instant);
    const QDateTime date = QDateTime::fromSecsSinceEpoch(second.time_since_epoch().count(), Qt::UTC);
    return QLocale(QLocale::English).toString(date, QStringLiteral("d MMMM yyyy, HH:mm:ss 'UTC'"));
}

} // namespace wirewise::report
