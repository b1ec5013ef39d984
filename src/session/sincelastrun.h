#pragma once

#include "session/listrun.h"

#include <QHash>
#include <QList>

namespace wirewise::session {

/// An endpoint beside what earlier runs of its list saw of it.
struct Since
{
    enum class Kind {
        New,    ///< no earlier run checked it
        Same,   ///< verdict and finding are those of the last run; since when the first run in a row saw them
        Worse,  ///< the verdict is worse than in the last run that checked it
        Better, ///< it is better
        OtherFinding, ///< the same verdict for another reason
        NotChecked,   ///< it is not checked this time; was tells the last time
    };
    Kind kind = Kind::New;
    QDateTime since; ///< when was was seen; invalid for a new one
    diagnosis::Verdict was = diagnosis::Verdict::NotChecked;
    QByteArray findingWas;

    friend bool operator==(const Since &, const Since &) = default;
};
QByteArray toString(Since::Kind kind); ///< "other-finding"

/// Earlier runs of a list, ready to be asked about one endpoint after the other.
class EarlierRuns
{
public:
    /// Newest first.
    explicit EarlierRuns(const QList<ListRun> &runs);

    /// occurrence: how often the list names that endpoint before this one.
    [[nodiscard]] Since of(const PlannedEndpoint &endpoint, qsizetype occurrence,
                           const std::optional<CheckOutline> &now) const;

private:
    using Key = std::pair<QString, qsizetype>;
    /// What was seen of one endpoint, newest first; runs that did not check it have no part in it.
    QHash<Key, QList<CheckOutline>> m_seen;
};

/// One for each entry of now. earlier: runs of the same list, newest first.
[[nodiscard]] QList<Since> sinceLastRun(const ListRun &now, const QList<ListRun> &earlier);
/// Indexes into earlier's entries: those that now no longer names.
[[nodiscard]] QList<qsizetype> goneSince(const ListRun &now, const ListRun &earlier);

/// The runs of a list among the session files of a folder, newest first, at most so many; the given file
/// itself is left out. Damaged and foreign files are passed over. Reads the head of every file: not for a
/// window's thread.
[[nodiscard]] QList<ListRun> earlierRuns(const QStringList &folders, const QByteArray &identity,
                                         const QString &except, qsizetype most = 10);

} // namespace wirewise::session
