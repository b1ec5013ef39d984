#include "diagnosis/course.h"

#include <QCoreApplication>

#include <cmath>

namespace wirewise::diagnosis {

using Kind = CourseEvent::Kind;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::Course)
};

struct KindName
{
    Kind kind;
    const char *name;
};
constexpr KindName KindNames[] = {
    {Kind::Began, "began"},          {Kind::Changed, "changed"}, {Kind::Unseen, "unseen"},
    {Kind::SeenAgain, "seen-again"}, {Kind::Gap, "gap"},         {Kind::ClockSet, "clock-set"},
    {Kind::Flapping, "flapping"},    {Kind::Calm, "calm"},       {Kind::Waiting, "waiting"},
    {Kind::UsualPace, "usual-pace"},
};

bool isWorking(const CourseState &state)
{
    return state.verdict == Verdict::Works || state.verdict == Verdict::WorksWithWarnings;
}

QString twoDigits(qint64 number)
{
    return QString::number(number).rightJustified(2, QLatin1Char('0'));
}

} // namespace

QByteArray toString(Kind kind)
{
    for (const KindName &row : KindNames) {
        if (row.kind == kind)
            return row.name;
    }
    return {};
}

std::optional<Kind> courseEventKindFromString(const QByteArray &text)
{
    for (const KindName &row : KindNames) {
        if (text == row.name)
            return row.kind;
    }
    return std::nullopt;
}

QString spanWords(std::chrono::milliseconds span)
{
    constexpr qint64 minute = 60, hour = 60 * minute, day = 24 * hour;
    const qint64 milliseconds = qMax<qint64>(0, span.count());
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 10)
        return Words::tr("%1 s").arg(static_cast<double>(milliseconds) / 1000, 0, 'f', 1);
    if (seconds < minute)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < hour)
        return Words::tr("%1 min %2 s").arg(QString::number(seconds / minute), twoDigits(seconds % minute));
    if (seconds < day)
        return Words::tr("%1 h %2 min")
            .arg(QString::number(seconds / hour), twoDigits(seconds % hour / minute));
    return Words::tr("%1 d %2 h").arg(seconds / day).arg(seconds % day / hour);
}

QString availabilityWords(double part)
{
    if (part >= 1)
        return Words::tr("100 %");
    const double down = std::floor(part * 100'000) / 1000;
    return Words::tr("%1 %").arg(down, 0, 'f', part >= 0.99 ? 3 : 1);
}

QString stateWords(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return Words::tr("works");
    case Verdict::WorksWithWarnings:
        return Words::tr("works, with warnings");
    case Verdict::Fails:
        return Words::tr("fails");
    case Verdict::NotChecked:
        break;
    }
    return Words::tr("not checked");
}

QString eventWords(const CourseEvent &event)
{
    const QString to = stateWords(event.to.verdict);
    switch (event.kind) {
    case Kind::Began:
        return Words::tr("%1: %2").arg(to, event.cause);
    case Kind::Changed:
        if (event.from.verdict == event.to.verdict)
            return Words::tr("still %1, with another finding after %2: %3")
                .arg(to, spanWords(event.lasted), event.cause);
        return (isWorking(event.from) ? Words::tr("%1, after working for %2: %3")
                                      : Words::tr("%1, after failing for %2: %3"))
            .arg(to, spanWords(event.lasted), event.cause);
    case Kind::Unseen:
        return Words::tr("not checked: %1").arg(event.cause);
    case Kind::SeenAgain:
        return Words::tr("%1, after %2 without a check: %3").arg(to, spanWords(event.lasted), event.cause);
    case Kind::Gap:
        return Words::tr("gap of %1: %2").arg(spanWords(event.lasted), event.cause);
    case Kind::Flapping:
        return Words::tr("flapping: %1 From now on changes are counted, and each new failure is told once.")
            .arg(event.cause);
    case Kind::Calm:
        return Words::tr("calm again after %1 of flapping (changes: %2), %3: %4")
            .arg(spanWords(event.lasted), QString::number(event.changes), to, event.cause);
    case Kind::ClockSet:
    case Kind::Waiting:
    case Kind::UsualPace:
        break;
    }
    return event.cause;
}

} // namespace wirewise::diagnosis
