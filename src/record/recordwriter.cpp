#include "record/recordwriter.h"

#include "record/recorder.h"

namespace wirewise::record {

namespace {

using namespace std::chrono_literals;

/// A reader may hold the file for as long as it takes to copy it. Meanwhile the connection is not read, so
/// that nothing piles up; giving up would cost more than waiting.
constexpr auto PatienceWithReaders = 60s;
/// So much of finished checks is not kept waiting for more.
constexpr qint64 EnoughChecks = 4 * 1024 * 1024;

} // namespace

RecordWriter::RecordWriter(session::SessionFile file, std::shared_ptr<MessageQueue> queue,
                           RecordLimits limits)
    : m_file(std::move(file))
    , m_queue(std::move(queue))
    , m_limits(limits)
    , m_timer(this)
{
    m_file.setPatience(PatienceWithReaders);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RecordWriter::collectAll);
}

void RecordWriter::write(const Step &step)
{
    writeChecks(); // what comes later may be about them
    if (m_state == State::Failed)
        return;
    if (const session::Result<void> written = step(m_file)) {
        Q_EMIT saved();
    } else {
        const bool isFull = written.error().kind == session::Failure::Kind::DiskFull;
        stop(isFull ? State::NoRoom : State::Failed,
             isFull ? Recorder::tr("%1 Wirewise goes on without recording. Free some space, then connect "
                                   "again to record on.")
                          .arg(written.error().text)
                    : written.error().text);
    }
}

void RecordWriter::writeBehindMessages(const Step &step)
{
    collectAll();
    write(step);
}

void RecordWriter::writeIfItFits(qint64 bytes, const Step &step)
{
    if (m_state != State::Recording)
        return;
    if (const QString refusal = m_limits.refusal(m_file.path(), bytes); !refusal.isEmpty())
        stop(State::NoRoom, refusal);
    else
        write(step);
}

void RecordWriter::writeSoon(qint64 bytes, Step step, std::function<void()> written)
{
    m_checks.append({std::move(step), std::move(written)});
    m_checkBytes += bytes;
    if (m_checkBytes >= EnoughChecks)
        writeChecks();
    else
        collectSoon();
}

void RecordWriter::writeChecks()
{
    if (m_checks.isEmpty())
        return;
    const QList<Waiting> checks = std::exchange(m_checks, {});
    writeIfItFits(std::exchange(m_checkBytes, 0), [&checks](session::SessionFile &file) {
        return file.together([&] {
            session::Result<void> done;
            for (const Waiting &check : checks)
                done = done ? check.step(file) : done;
            return done;
        });
    });
    for (const Waiting &check : checks)
        check.written();
}

void RecordWriter::collectSoon()
{
    if (!m_timer.isActive())
        m_timer.start(BatchInterval);
}

void RecordWriter::collect(bool unfilled)
{
    if (unfilled) {
        m_timer.stop();
        writeChecks();
    }
    bool more = true;
    while (more) {
        const std::optional<MessageQueue::Batch> batch = m_queue->take(unfilled);
        if (!batch)
            return;
        writeIfItFits(batch->bytes,
                      [&](session::SessionFile &file) { return file.appendBlocks(batch->blocks); });
        m_queue->done(*batch);
        Q_EMIT batchDone();
        // Behind an unfilled batch only what came meanwhile can wait: that has its own turn.
        more = batch->bytes >= MessageQueue::BatchBytes;
    }
}

QList<observation::Message> RecordWriter::messages(qint64 first, qint64 count)
{
    collectAll(); // what was seen can be read
    return m_file.messages(first, count).value_or(QList<observation::Message>());
}

void RecordWriter::giveUp(const QString &sentence)
{
    stop(State::Failed, sentence);
}

void RecordWriter::stop(State state, const QString &sentence)
{
    if (m_state != State::Recording)
        return;
    m_state = state;
    Q_EMIT failed(sentence);
}

} // namespace wirewise::record
