#pragma once

#include "record/messagequeue.h"
#include "record/recordlimits.h"
#include "session/sessionfile.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace wirewise::record {

/// Owns the session file on the writing thread and is used on that thread only. After a failure it writes no
/// messages more: a file that ends early beats one with a hole. Where only the room was missing, what ends a
/// session is still tried.
class RecordWriter : public QObject
{
    Q_OBJECT
public:
    /// How long messages wait for others before they are written. Half of the second within which they shall
    /// be on disk is the system's and the disk's.
    static constexpr std::chrono::milliseconds BatchInterval{250};

    RecordWriter(session::SessionFile file, std::shared_ptr<MessageQueue> queue, RecordLimits limits);

    using Step = std::function<session::Result<void>(session::SessionFile &)>;
    /// Does one thing with the file, and says so if it cannot.
    void write(const Step &step);
    /// The same after every message that was added before.
    void writeBehindMessages(const Step &step);
    /// Only while there is room for that many bytes.
    void writeIfItFits(qint64 bytes, const Step &step);

    /// Finished checks are written together, many in one commit, within BatchInterval. written is called
    /// then, also where recording has stopped.
    void writeSoon(qint64 bytes, Step step, std::function<void()> written);

    /// Messages wait; they are written in BatchInterval.
    void collectSoon();
    void collectFilledBatches() { collect(false); }
    void collectAll() { collect(true); }
    [[nodiscard]] QList<observation::Message> messages(qint64 first, qint64 count);
    /// No more is written, for a reason that was found elsewhere.
    void giveUp(const QString &sentence);

Q_SIGNALS:
    void saved();
    /// A batch has left the queue.
    void batchDone();
    void failed(const QString &sentence);

private:
    enum class State { Recording, NoRoom, Failed };
    /// A finished check on its way.
    struct Waiting
    {
        Step step;
        std::function<void()> written;
    };

    void writeChecks();
    void collect(bool unfilled);
    void stop(State state, const QString &sentence);

    session::SessionFile m_file;
    std::shared_ptr<MessageQueue> m_queue;
    RecordLimits m_limits;
    QList<Waiting> m_checks;
    qint64 m_checkBytes = 0;
    QTimer m_timer;
    State m_state = State::Recording;
};

} // namespace wirewise::record
