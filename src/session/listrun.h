#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"
#include "observation/observation.h"
#include "session/sessionfile.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::session {

/// One endpoint that a run is to check.
struct PlannedEndpoint
{
    QString typed; ///< as given; may hold secrets
    observation::Settings settings;
    QString title;       ///< name of a saved endpoint; empty for a typed one
    QString environment; ///< in which it is filled in; may be empty

    friend bool operator==(const PlannedEndpoint &, const PlannedEndpoint &) = default;
};

/// A check as a list shows it.
struct CheckOutline
{
    struct Answer
    {
        observation::ProbeKind probe = observation::ProbeKind::Upgrade;
        observation::Outcome outcome = observation::Outcome::NotStarted;
        int status = 0; ///< of the answer; 0 without one

        friend bool operator==(const Answer &, const Answer &) = default;
    };

    qint64 check = 0; ///< number in the file, from 1; 0 in none
    QString url;      ///< secrets masked
    diagnosis::Verdict verdict = diagnosis::Verdict::NotChecked;
    QByteArray findingId;
    QString summary; ///< secrets masked
    QDateTime startedAt;
    observation::Duration took{0};
    QList<Answer> answers; ///< of the probes that were asked for: head, get, upgrade
};
/// Of a check that is in no file yet.
[[nodiscard]] CheckOutline outlineOf(const observation::Observation &observation,
                                     const diagnosis::Diagnosis &diagnosis);
/// Whether the endpoint works, with or without warnings.
[[nodiscard]] bool works(diagnosis::Verdict verdict);

/// One endpoint of a run. Its number in the list is its index, from 0.
struct ListRunEntry
{
    qsizetype index = 0;
    PlannedEndpoint planned;
    std::optional<CheckOutline> outline; ///< of its latest check; nothing: not checked yet

    /// Whether a run that goes on has to check it: it was not, or was stopped before its verdict.
    [[nodiscard]] bool isLeft() const
    {
        return !outline || outline->verdict == diagnosis::Verdict::NotChecked;
    }
};

/// What a file keeps of a run over a list: what was asked, and what of it has been seen so far.
struct ListRun
{
    SessionInfo info;
    QString title; ///< of the list: "staging.txt"
    QList<ListRunEntry> entries;
    bool planned = false;  ///< the file knows what was asked; else entries are the checks that are in it
    bool complete = false; ///< nothing of it is left to check
};

/// Reads no exchange, so that a run over thousands is there in a moment. A file that was written without a
/// plan gives an entry for each of its checks.
[[nodiscard]] Result<ListRun> readListRun(const QString &path);

/// The same for lists of the same endpoints in any order. Neither secrets nor settings take part.
[[nodiscard]] QByteArray listIdentity(const QList<PlannedEndpoint> &endpoints);
/// That of the list in a file; empty without a plan. Quick.
[[nodiscard]] Result<QByteArray> readListIdentity(const QString &path);
/// By what an endpoint is known again in another run: address and names, without secrets.
[[nodiscard]] QString identityOf(const PlannedEndpoint &endpoint);

} // namespace wirewise::session
