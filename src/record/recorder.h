#pragma once

#include "check/check.h"
#include "observation/messageview.h"
#include "record/recordlimits.h"
#include "session/listrun.h"
#include "session/sessionfile.h"

#include <QObject>

#include <functional>
#include <memory>

namespace wirewise::record {

/// Use on one thread, which needs an event loop. Keeps a running check, and the live connection that it
/// opened, in a session file. Writes on a thread of its own: exchanges when they finish, messages in batches
/// four times a second, so that each is on disk within a second. Where the disk does not manage that, it says
/// so: nothing is dropped, but whoever adds messages should read no further.
class Recorder : public QObject
{
    Q_OBJECT
public:
    /// Takes the file over.
    explicit Recorder(session::SessionFile file, QObject *parent = nullptr);
    Recorder(session::SessionFile file, RecordLimits limits, QObject *parent = nullptr);
    ~Recorder() override; ///< flushes, then closes the file

    /// Before the check starts; the check may live on another thread, and the recorder outlives it.
    void follow(check::Check *check);
    /// A whole finished check, as a run over several endpoints has them; each is one of the file's checks.
    void addCheck(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    /// What a run over a list is to check, before its first check.
    void setPlan(const QString &title, const QList<session::PlannedEndpoint> &endpoints);
    /// A whole finished check of the plan's endpoint with that index. See fellBehind().
    void addCheck(qsizetype index, const observation::Observation &observation,
                  const diagnosis::Diagnosis &diagnosis);
    /// Numbered higher than those before.
    void addMessages(const observation::MessageViews &messages);
    /// The final word on a session that went on after the check.
    void setSessionFacts(const observation::SessionFacts &facts);
    /// A connection of a session that has more than one, when it opens and again when it is over.
    void setConnection(const observation::ConnectionMark &mark);
    void setNotes(const QString &notes);
    void setName(const QString &name);
    /// Writes what waits and returns when it is on disk. For the command line and for tests.
    void flush();

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Messages recorded; a page of them is read on the recorder's thread and handed to answer on the
    /// caller's.
    void readMessages(qint64 first, qint64 count, QObject *context,
                      std::function<void(QList<observation::Message>)> answer);

Q_SIGNALS:
    void saved();
    /// The disk is behind, or has caught up again: see probe::Connection::setReading() and
    /// check::Batch::setHeld().
    void fellBehind(bool behind);
    /// Recording stopped; the check goes on. Emitted once.
    void failed(const QString &sentence);

private:
    class Writer;
    QString m_path;
    std::unique_ptr<Writer> m_writer;
};

} // namespace wirewise::record
