#pragma once

#include "check/check.h"
#include "session/sessionfile.h"

#include <QObject>

#include <functional>
#include <memory>

namespace wirewise::record {

/// Keeps a running check, and the live connection that it opened, in a session file. Writes on a thread
/// of its own: exchanges when they finish, messages in batches at least twice a second.
class Recorder : public QObject
{
    Q_OBJECT
public:
    /// Takes the file over. Connects to the check's signals; the check may live on another thread.
    Recorder(session::SessionFile file, QObject *parent = nullptr);
    ~Recorder() override; ///< flushes, then closes the file

    void follow(check::Check *check);
    void addMessage(const observation::Message &message);
    /// The final word on a session that went on after the check.
    void setSessionFacts(const observation::SessionFacts &facts);
    void setNotes(const QString &notes);
    void setName(const QString &name);
    /// Writes what waits and returns when it is on disk. For the command line and for tests.
    void flush();

    [[nodiscard]] QString path() const;
    /// Messages recorded; a page of them is read on the recorder's thread and handed to answer on the caller's.
    void readMessages(qint64 first, qint64 count, QObject *context,
                      std::function<void(QList<observation::Message>)> answer);

Q_SIGNALS:
    void saved();
    /// Recording stopped; the check goes on. Emitted once.
    void failed(const QString &sentence);

private:
    class Writer;
    std::unique_ptr<Writer> m_writer;
};

} // namespace wirewise::record
