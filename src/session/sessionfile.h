#pragma once

#include "diagnosis/finding.h"
#include "observation/connectionmarks.h"
#include "observation/observation.h"
#include "session/messageblock.h"
#include "session/result.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace wirewise::session {

/// Saved with a session and shown in lists.
struct SessionInfo
{
    QString path;
    QString name; ///< given by the user; may be empty
    QString url;  ///< secrets masked
    QDateTime startedAt;
    diagnosis::Verdict verdict = diagnosis::Verdict::NotChecked;
    QString summary;
    QByteArray findingId;
    QString notes;
    bool pinned = false;
    qint64 messages = 0;
    qint64 checks = 0; ///< more than one where a run over several endpoints was kept in one file
    QString writtenBy; ///< "Wirewise 0.1.0"

    qint64 endpoints = 0; ///< of a run over a list: how many it is to check; 0 for any other session
    /// Of such a run: how many have been checked, and of these fail, or work with warnings. Verdict is the
    /// worst of them, and summary and finding are empty.
    qint64 checked = 0, failing = 0, warned = 0;
};

/// What could be read of a file, whole or damaged.
struct SessionContent
{
    SessionInfo info;
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis; ///< as judged that day
    /// Of a session that was opened again, in order; else empty.
    QList<observation::ConnectionMark> connections;
    bool complete = true; ///< false: damage says what is missing
    QString damage;       ///< "NAME is damaged …. 12 of 14 exchanges could be read."
};

struct PlannedEndpoint; // session/listrun.h

/// One .wirewise file: SQLite, application_id set, every finished exchange committed as it comes.
/// One writer. Use from one thread at a time. Foreign files are opened defensively.
class SessionFile
{
public:
    /// Makes a new file; fails if it exists.
    [[nodiscard]] static Result<SessionFile> create(const QString &path);
    /// Opens for writing; the file must be sound.
    [[nodiscard]] static Result<SessionFile> open(const QString &path);
    /// Opens to read messages or to save a copy; nothing is written.
    [[nodiscard]] static Result<SessionFile> openForReading(const QString &path);
    /// Reads everything but the live messages, without writing to the file or its folder. Of a file that
    /// holds several checks the first one.
    [[nodiscard]] static Result<SessionContent> read(const QString &path);
    /// The same for every check in the file, in the order they began.
    [[nodiscard]] static Result<QList<SessionContent>> readAll(const QString &path);
    /// The same for one check of many, by its number from 1, without reading the others.
    [[nodiscard]] static Result<SessionContent> readCheck(const QString &path, qint64 check);
    /// Reads only what a list shows; quick.
    [[nodiscard]] static Result<SessionInfo> readInfo(const QString &path);

    SessionFile(SessionFile &&) noexcept;
    SessionFile &operator=(SessionFile &&) noexcept;
    ~SessionFile();

    [[nodiscard]] QString path() const;
    /// How long a write waits for others that have the file open; five seconds at first.
    void setPatience(std::chrono::milliseconds patience);
    /// What work writes with this file becomes one transaction: all of it is kept, or nothing. Syncing a
    /// commit costs more than writing a check.
    Result<void> together(const std::function<Result<void>()> &work);
    /// Address, settings, start: before the first exchange. Called again, it begins the file's next check.
    Result<void> begin(const observation::Observation &observation);
    /// A whole finished check in one transaction, as a run over several endpoints has them.
    Result<void> addCheck(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    /// What a run over a list is to check, before its first check: it can be gone on with later. One for the
    /// whole file; such a file needs this version of the program or a newer one.
    Result<void> setPlan(const QString &title, const QList<PlannedEndpoint> &endpoints);
    /// A whole finished check of the plan's endpoint with that index; of several the latest counts.
    Result<void> addCheck(qsizetype index, const observation::Observation &observation,
                          const diagnosis::Diagnosis &diagnosis);
    Result<void> addExchange(const observation::Exchange &exchange);
    Result<void> addExperiment(const observation::ExperimentResult &result);
    Result<void> setDiagnosis(const observation::Observation &observation,
                              const diagnosis::Diagnosis &diagnosis);
    /// The last word on a session that went on after the check.
    Result<void> setSessionFacts(const observation::SessionFacts &facts);
    /// A connection of a session that has more than one, when it opens and again when it is over.
    Result<void> setConnection(const observation::ConnectionMark &mark);
    Result<void> setName(const QString &name);
    Result<void> setNotes(const QString &notes);
    Result<void> setPinned(bool pinned);
    /// Appends live messages, numbered higher than those before; one transaction.
    Result<void> appendMessages(const QList<observation::Message> &messages);
    /// The same of blocks that were filled elsewhere, by one BlockFiller for the whole file.
    Result<void> appendBlocks(const QList<MessageBlock> &blocks);
    /// Messages number first to first+count-1, those that exist.
    Result<QList<observation::Message>> messages(qint64 first, qint64 count) const;
    Result<qint64> messageCount() const;
    /// A consistent copy under another name (VACUUM INTO); fails if it exists and overwrite is false.
    Result<void> saveAs(const QString &path, bool overwrite) const;

private:
    struct State;
    explicit SessionFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace wirewise::session
