#include "session/sincelastrun.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace wirewise::session {

using diagnosis::Verdict;

namespace {

bool isDecided(const std::optional<CheckOutline> &outline)
{
    return outline && outline->verdict != Verdict::NotChecked;
}

/// Counts how often each endpoint was named so far.
class Occurrences
{
public:
    qsizetype next(const QString &identity) { return m_counts[identity]++; }

private:
    QHash<QString, qsizetype> m_counts;
};

Since::Kind kindOf(const CheckOutline &now, const CheckOutline &before)
{
    // Verdicts are in the order from good to bad.
    if (now.verdict != before.verdict)
        return now.verdict > before.verdict ? Since::Kind::Worse : Since::Kind::Better;
    return now.findingId == before.findingId ? Since::Kind::Same : Since::Kind::OtherFinding;
}

bool isSame(const CheckOutline &a, const CheckOutline &b)
{
    return a.verdict == b.verdict && a.findingId == b.findingId;
}

} // namespace

QByteArray toString(Since::Kind kind)
{
    switch (kind) {
    case Since::Kind::New:
        return "new";
    case Since::Kind::Same:
        return "same";
    case Since::Kind::Worse:
        return "worse";
    case Since::Kind::Better:
        return "better";
    case Since::Kind::OtherFinding:
        return "other-finding";
    case Since::Kind::NotChecked:
        return "not-checked";
    }
    return {};
}

EarlierRuns::EarlierRuns(const QList<ListRun> &runs)
{
    for (const ListRun &run : runs) {
        Occurrences occurrences;
        for (const ListRunEntry &entry : run.entries) {
            const QString identity = identityOf(entry.planned);
            const qsizetype occurrence = occurrences.next(identity);
            if (isDecided(entry.outline))
                m_seen[{identity, occurrence}].append(*entry.outline);
        }
    }
}

Since EarlierRuns::of(const PlannedEndpoint &endpoint, qsizetype occurrence,
                      const std::optional<CheckOutline> &now) const
{
    const QList<CheckOutline> seen = m_seen.value({identityOf(endpoint), occurrence});
    Since since;
    since.kind = isDecided(now) ? Since::Kind::New : Since::Kind::NotChecked;
    if (seen.isEmpty())
        return since;
    const CheckOutline &last = seen.constFirst();
    since.was = last.verdict;
    since.findingWas = last.findingId;
    since.since = last.startedAt;
    if (!isDecided(now))
        return since;
    since.kind = kindOf(*now, last);
    if (since.kind == Since::Kind::Same) {
        for (const CheckOutline &before : seen) {
            if (!isSame(before, last))
                break;
            since.since = before.startedAt;
        }
    }
    return since;
}

QList<Since> sinceLastRun(const ListRun &now, const QList<ListRun> &earlier)
{
    const EarlierRuns runs(earlier);
    Occurrences occurrences;
    QList<Since> result;
    result.reserve(now.entries.size());
    for (const ListRunEntry &entry : now.entries)
        result.append(runs.of(entry.planned, occurrences.next(identityOf(entry.planned)), entry.outline));
    return result;
}

QList<qsizetype> goneSince(const ListRun &now, const ListRun &earlier)
{
    QHash<QString, qsizetype> named;
    for (const ListRunEntry &entry : now.entries)
        ++named[identityOf(entry.planned)];
    QList<qsizetype> gone;
    for (const ListRunEntry &entry : earlier.entries) {
        const auto found = named.find(identityOf(entry.planned));
        if (found == named.end() || (*found)-- <= 0)
            gone.append(entry.index);
    }
    return gone;
}

QList<ListRun> earlierRuns(const QStringList &folders, const QByteArray &identity, const QString &except,
                           qsizetype most)
{
    QFileInfoList files;
    for (const QString &folder : folders)
        files += QDir(folder).entryInfoList({QStringLiteral("*.wirewise")}, QDir::Files | QDir::Readable);
    std::sort(files.begin(), files.end(),
              [](const QFileInfo &a, const QFileInfo &b) { return a.lastModified() > b.lastModified(); });
    QSet<QString> seen{QFileInfo(except).canonicalFilePath()};
    QList<ListRun> runs;
    for (const QFileInfo &file : std::as_const(files)) {
        if (runs.size() >= most)
            break;
        if (identity.isEmpty() || seen.contains(file.canonicalFilePath()))
            continue;
        seen.insert(file.canonicalFilePath());
        if (readListIdentity(file.filePath()).value_or(QByteArray()) != identity)
            continue;
        if (Result<ListRun> run = readListRun(file.filePath()))
            runs.append(*std::move(run));
    }
    // Times of files tell of copying, too; those of the runs are in them.
    std::stable_sort(runs.begin(), runs.end(),
                     [](const ListRun &a, const ListRun &b) { return a.info.startedAt > b.info.startedAt; });
    return runs;
}

} // namespace wirewise::session
