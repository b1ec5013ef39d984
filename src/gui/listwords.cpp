#include "gui/listwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace wirewise::gui {

using session::Since;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::ListWords)
};

QString number(qsizetype count)
{
    return QLocale().toString(count);
}

/// For plural forms; a list is never that long.
int plural(qsizetype count)
{
    return static_cast<int>(std::min<qsizetype>(count, INT_MAX));
}

QString seconds(double value)
{
    return Words::tr("%1 s").arg(QLocale::c().toString(value, 'f', value < 99.95 ? 1 : 0));
}

/// "0.4 s"; "8 ms" where seconds would say nothing.
QString tookText(double milliseconds)
{
    constexpr double ShortestSecond = 95;
    return milliseconds < ShortestSecond
               ? Words::tr("%1 ms").arg(std::max(1, static_cast<int>(milliseconds + 0.5)))
               : seconds(milliseconds / 1000);
}

QString clock(const QDateTime &moment)
{
    return QLocale::c().toString(moment.toLocalTime().time(), QStringLiteral("HH:mm:ss"));
}

/// What is certain at this moment.
QString outcomeSentence(const ListState &state)
{
    const ListCounts &counts = state.counts;
    if (counts.fails == 1)
        return Words::tr("1 of %Ln endpoint(s) fails.", nullptr, plural(counts.all));
    if (counts.fails > 0)
        return Words::tr("%1 of %Ln endpoint(s) fail.", nullptr, plural(counts.all))
            .arg(number(counts.fails));
    if (counts.done() == 0)
        return state.isRunning
                   ? Words::tr("Checking %Ln endpoint(s).", nullptr, plural(counts.all))
                   : Words::tr("None of %Ln endpoint(s) is checked yet.", nullptr, plural(counts.all));
    if (counts.done() < counts.all)
        return Words::tr("%1 of %Ln endpoint(s) are checked, and none of these fails.", nullptr,
                         plural(counts.all))
            .arg(number(counts.done()));
    if (counts.warned > 0 && counts.all == 1)
        return Words::tr("The endpoint works, with warnings.");
    if (counts.warned > 0)
        return Words::tr("All %Ln endpoint(s) work, %1 with warnings.", nullptr, plural(counts.all))
            .arg(number(counts.warned));
    return Words::tr("All %Ln endpoint(s) work.", nullptr, plural(counts.all));
}

QString withoutScheme(const QString &address)
{
    const qsizetype scheme = address.indexOf(QLatin1String("://"));
    return scheme < 0 ? address : address.mid(scheme + 3);
}

QString changesSentence(const ListState &state, const QDateTime &now)
{
    if (!state.lastRun.isValid())
        return {};
    const QString when = whenWords(state.lastRun, now);
    if (state.worse == 1 && state.counts.fails > 0)
        return Words::tr("One of them worked %1: %2.").arg(when, withoutScheme(state.firstWorse));
    if (state.worse > 1)
        return Words::tr("%1 of them did better %2.").arg(number(state.worse), when);
    if (state.better == 1)
        return Words::tr("One that failed %1 does better now: %2.")
            .arg(when, withoutScheme(state.firstBetter));
    if (state.better > 1)
        return Words::tr("%1 do better than %2.").arg(number(state.better), when);
    return {};
}

} // namespace

QString listSentence(const ListState &state, const QDateTime &now)
{
    QStringList sentences;
    if (state.isStopped)
        sentences << Words::tr("Stopped after %1 of %Ln endpoint(s).", nullptr, plural(state.counts.all))
                         .arg(number(state.counts.done()));
    if (!state.isStopped || state.counts.fails > 0)
        sentences << outcomeSentence(state);
    sentences << changesSentence(state, now);
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

QString listSecondLine(const ListState &state)
{
    QStringList parts{Words::tr("%1 done").arg(number(state.counts.done()))};
    if (state.counts.running > 0)
        parts << Words::tr("%1 running").arg(number(state.counts.running));
    if (state.counts.waiting > 0)
        parts << (state.isRunning ? Words::tr("%1 waiting") : Words::tr("%1 not checked"))
                     .arg(number(state.counts.waiting));
    if (state.counts.stopped > 0)
        parts << Words::tr("%1 without a verdict").arg(number(state.counts.stopped));
    if (state.isRunning)
        parts << Words::tr("up to %1 at once").arg(state.atOnce);
    QString line = parts.join(QLatin1String(", ")) % u'.';
    if (!state.startedAt.isValid())
        return line;
    const QString took = seconds(static_cast<double>(state.elapsed) / 1000);
    line += u' ' % (state.isRunning ? Words::tr("Started %1, %2 ago.").arg(clock(state.startedAt), took)
                                    : Words::tr("Started %1.").arg(clock(state.startedAt)));
    return line;
}

QString endpointCount(qsizetype count)
{
    return Words::tr("%Ln endpoint(s)", nullptr, plural(count));
}

QString listName(const QString &title, qsizetype count)
{
    return title.isEmpty() ? endpointCount(count)
                           : Words::tr("%1 from %2").arg(endpointCount(count), title.left(LongestListTitle));
}

QString countWords(const ListCounts &counts)
{
    QStringList parts;
    if (counts.fails > 0)
        parts << (counts.fails == 1 ? Words::tr("1 fails") : Words::tr("%1 fail").arg(number(counts.fails)));
    if (counts.warned > 0)
        parts << Words::tr("%1 with warnings").arg(number(counts.warned));
    if (const qsizetype left = counts.waiting + counts.stopped + counts.running; left > 0)
        parts << Words::tr("%1 not checked").arg(number(left));
    if (parts.isEmpty())
        return Words::tr("all work");
    return parts.join(QLatin1String(", "));
}

QString groupTitle(VerdictGroup group)
{
    switch (group) {
    case VerdictGroup::Fails:
        return Words::tr("Fails");
    case VerdictGroup::Warned:
        return Words::tr("Work, with warnings");
    case VerdictGroup::Works:
        return Words::tr("Work");
    case VerdictGroup::Running:
        return Words::tr("Still running");
    case VerdictGroup::Stopped:
        return Words::tr("Without a verdict");
    case VerdictGroup::Waiting:
        break;
    }
    return Words::tr("Not checked yet");
}

QString shareWord(VerdictGroup group, qsizetype count)
{
    switch (group) {
    case VerdictGroup::Fails:
        return count == 1 ? Words::tr("fails") : Words::tr("fail");
    case VerdictGroup::Warned:
        return count == 1 ? Words::tr("works, with warnings") : Words::tr("work, with warnings");
    case VerdictGroup::Works:
        return count == 1 ? Words::tr("works") : Words::tr("work");
    case VerdictGroup::Running:
        return Words::tr("running");
    case VerdictGroup::Stopped:
        return Words::tr("without a verdict");
    case VerdictGroup::Waiting:
        break;
    }
    return Words::tr("not checked yet");
}

QString dayWords(const QDateTime &moment, const QDateTime &now)
{
    const QDateTime local = moment.toLocalTime();
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (days <= 0)
        return QLocale::c().toString(local.time(), QStringLiteral("HH:mm"));
    if (days == 1)
        return Words::tr("yesterday");
    if (days < 7)
        return QLocale().standaloneDayName(local.date().dayOfWeek());
    return QLocale().toString(local.date(),
                              days < 300 ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

QString whenWords(const QDateTime &moment, const QDateTime &now)
{
    const qint64 days = moment.toLocalTime().date().daysTo(now.toLocalTime().date());
    const QString day = dayWords(moment, now);
    return days <= 0 ? Words::tr("at %1").arg(day) : days == 1 ? day : Words::tr("on %1").arg(day);
}

QString sinceWords(const ListRow &row, const QDateTime &now)
{
    if (!row.isChecked() || !row.since)
        return {};
    const QString when = row.since->since.isValid() ? whenWords(row.since->since, now) : QString();
    switch (row.since->kind) {
    case Since::Kind::New:
        return Words::tr("new");
    case Since::Kind::Same:
        return Words::tr("same since %1").arg(dayWords(row.since->since, now));
    case Since::Kind::Worse:
        return row.since->was == diagnosis::Verdict::WorksWithWarnings ? Words::tr("only warned %1").arg(when)
                                                                       : Words::tr("worked %1").arg(when);
    case Since::Kind::Better:
        return row.since->was == diagnosis::Verdict::Fails ? Words::tr("failed %1").arg(when)
                                                           : Words::tr("warned %1").arg(when);
    case Since::Kind::OtherFinding:
        return Words::tr("other finding %1").arg(when);
    case Since::Kind::NotChecked:
        break;
    }
    return {};
}

QString changeSentence(const ListRow &row, const QDateTime &now)
{
    if (!row.hasChanged())
        return {};
    const QString finding = QString::fromUtf8(row.since->findingWas);
    const QString when = whenWords(row.since->since, now);
    return finding.isEmpty() ? Words::tr("It %1.").arg(sinceWords(row, now))
                             : Words::tr("It was %1 %2.").arg(finding, when);
}

QString tookWords(const ListRow &row, const QDateTime &now)
{
    if (row.state == ListRow::State::Running)
        return row.startedAt.isValid() ? seconds(static_cast<double>(row.startedAt.msecsTo(now)) / 1000)
                                       : QString();
    if (!row.isChecked() || row.outline->took.count() == 0)
        return {};
    return tookText(static_cast<double>(row.outline->took.count()) / 1000);
}

} // namespace wirewise::gui
