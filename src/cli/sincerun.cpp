#include "cli/sincerun.h"

#include "cli/listruns.h"
#include "observation/printable.h"
#include "observation/redaction.h"
#include "session/library.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace wirewise::cli {

using diagnosis::Verdict;
using session::Since;
using Kind = session::Since::Kind;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::SinceRun)
};

/// The folders in which --since last looks: where this run is kept, and where the window keeps its own.
QStringList foldersOf(const Arguments &arguments)
{
    QStringList folders;
    if (arguments.has("session"))
        folders.append(QFileInfo(arguments.value("session")).absolutePath());
    folders.append(session::Library::defaultFolder());
    return folders;
}

QString nameOf(const session::PlannedEndpoint &endpoint)
{
    const observation::EndpointResult read = observation::parseEndpoint(endpoint.typed);
    const QString url = observation::maskedUrl(read.endpoint ? read.endpoint->url() : endpoint.typed);
    return endpoint.title.isEmpty() ? url : QString(endpoint.title % QLatin1String(": ") % url);
}

QString beforeWords(const Since &since, const QString &when)
{
    const QString id = QString::fromUtf8(since.findingWas);
    switch (since.was) {
    case Verdict::Works:
        return Texts::tr("It worked %1.").arg(when);
    case Verdict::WorksWithWarnings:
        return Texts::tr("It worked with warnings %1: %2.").arg(when, id);
    case Verdict::Fails:
        return Texts::tr("It failed %1: %2.").arg(when, id);
    case Verdict::NotChecked:
        break;
    }
    return {};
}

QString wordsOf(const Since &since, const QDateTime &now)
{
    const QString when = timeWords(since.since, now);
    switch (since.kind) {
    case Kind::New:
        return Texts::tr("No earlier run has checked it.");
    case Kind::Same:
        return since.was == Verdict::Works ? Texts::tr("It worked already %1.").arg(when)
                                           : Texts::tr("It was the same already %1.").arg(when);
    case Kind::OtherFinding:
        return Texts::tr("For another reason than %1: %2.").arg(when, QString::fromUtf8(since.findingWas));
    case Kind::Worse:
    case Kind::Better:
    case Kind::NotChecked:
        return beforeWords(since, when);
    }
    return {};
}

} // namespace

QString timeWords(const QDateTime &then, const QDateTime &now)
{
    const QDateTime local = then.toLocalTime();
    const QString time = local.toString(QStringLiteral("HH:mm"));
    const qint64 days = local.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return Texts::tr("today at %1").arg(time);
    if (days == 1)
        return Texts::tr("yesterday at %1").arg(time);
    const QString day = QLocale::c().toString(local.date(), QStringLiteral("d MMM yyyy"));
    return Texts::tr("on %1 at %2").arg(day, time);
}

QString SinceRun::read(const Arguments &arguments, const CheckItems &items, const Console &console)
{
    if (!arguments.has("since"))
        return {};
    m_now = QDateTime::currentDateTimeUtc();
    const QString path = arguments.value("since");
    if (path == QLatin1String("last")) {
        const QString own = arguments.has("session") ? arguments.value("session") : QString();
        const QList<session::ListRun> earlier =
            session::earlierRuns(foldersOf(arguments), session::listIdentity(planOf(items)), own);
        if (earlier.isEmpty())
            console.complain(
                Texts::tr("--since last: no earlier run of this list is kept. Keep this one with "
                          "--session FILE; the next is compared with it."));
        else
            compare(items, earlier);
        return {};
    }
    const session::Result<session::ListRun> run = session::readListRun(path);
    if (!run)
        return Texts::tr("--since: %1").arg(run.error().text);
    compare(items, {*run});
    return {};
}

void SinceRun::compare(const CheckItems &items, const QList<session::ListRun> &earlier)
{
    m_runs.emplace(earlier);
    m_last = earlier.constFirst().info;
    m_plan = planOf(items);
    m_since.resize(static_cast<std::size_t>(m_plan.size()));
    QHash<QString, qsizetype> counts;
    session::ListRun now;
    for (const session::PlannedEndpoint &endpoint : std::as_const(m_plan)) {
        m_occurrences.push_back(counts[session::identityOf(endpoint)]++);
        now.entries.append({now.entries.size(), endpoint, {}});
    }
    const session::ListRun &last = earlier.constFirst();
    for (const qsizetype index : session::goneSince(now, last))
        m_gone.append(nameOf(last.entries.at(index).planned));
}

void SinceRun::take(qsizetype index, const report::Checked &checked)
{
    if (!m_runs)
        return;
    const auto place = static_cast<std::size_t>(index);
    m_since[place] = m_runs->of(m_plan.at(index), m_occurrences[place],
                                session::outlineOf(checked.observation, checked.diagnosis));
    ++m_counts[m_since[place].kind];
}

QString SinceRun::lineOf(qsizetype index) const
{
    if (!m_runs)
        return {};
    const QString words = wordsOf(m_since[static_cast<std::size_t>(index)], m_now);
    return words.isEmpty() ? QString() : QString(QLatin1String("  ") % words % QLatin1Char('\n'));
}

void SinceRun::describe(qsizetype index, QJsonObject &result) const
{
    if (!m_runs)
        return;
    const Since &since = m_since[static_cast<std::size_t>(index)];
    QJsonObject object{{QStringLiteral("change"), QString::fromLatin1(toString(since.kind))}};
    const bool isKnown = since.since.isValid();
    object.insert(QStringLiteral("at"),
                  isKnown ? QJsonValue(since.since.toString(Qt::ISODateWithMs)) : QJsonValue());
    object.insert(QStringLiteral("was"),
                  isKnown ? QJsonValue(QString::fromLatin1(toString(since.was))) : QJsonValue());
    object.insert(QStringLiteral("finding"),
                  isKnown ? QJsonValue(QString::fromUtf8(since.findingWas)) : QJsonValue());
    result.insert(QStringLiteral("since"), object);
}

QStringList SinceRun::words() const
{
    if (!m_runs)
        return {};
    QStringList lines{
        Texts::tr("Since the run %1: worse: %2, better: %3, for another reason: %4, new: %5, as before: %6, "
                  "no longer in the list: %7.")
            .arg(timeWords(m_last.startedAt, m_now))
            .arg(m_counts.value(Kind::Worse))
            .arg(m_counts.value(Kind::Better))
            .arg(m_counts.value(Kind::OtherFinding))
            .arg(m_counts.value(Kind::New))
            .arg(m_counts.value(Kind::Same))
            .arg(m_gone.size())};
    for (const QString &name : m_gone)
        lines.append(Texts::tr("  no longer in the list: %1").arg(observation::printable(name.toUtf8())));
    return lines;
}

void SinceRun::addTo(QJsonObject &members) const
{
    if (!m_runs)
        return;
    QJsonObject since{{QStringLiteral("file"), m_last.path},
                      {QStringLiteral("at"), m_last.startedAt.toString(Qt::ISODateWithMs)}};
    for (const Kind kind :
         {Kind::Worse, Kind::Better, Kind::OtherFinding, Kind::New, Kind::Same, Kind::NotChecked})
        since.insert(QString::fromLatin1(toString(kind)), m_counts.value(kind));
    since.insert(QStringLiteral("gone"), QJsonArray::fromStringList(m_gone));
    members.insert(QStringLiteral("since"), since);
}

} // namespace wirewise::cli
