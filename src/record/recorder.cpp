#include "record/recorder.h"

#include "record/recordwriter.h"

#include <QPointer>
#include <QSet>
#include <QThread>

namespace wirewise::record {

namespace {

/// Messages that wait although reading stopped, because a user's own sending adds to them without end.
constexpr qint64 MaximumWaiting = 256 * 1024 * 1024;

/// Bytes of finished checks that wait for the disk: above the first nobody should check more, until there are
/// fewer than the second.
constexpr qint64 ChecksBehindAbove = 32 * 1024 * 1024;
constexpr qint64 ChecksCaughtUpBelow = 8 * 1024 * 1024;
/// What a check holds beside the bytes on the wire, roughly.
constexpr qint64 HeldByCheck = 32 * 1024;

/// Probes are kept as they end; those of experiments come with their result.
bool isOfExperiment(const observation::Exchange &exchange)
{
    return exchange.name() != observation::toString(exchange.probe.kind);
}

qint64 heldBy(const observation::Observation &observation)
{
    qint64 bytes = HeldByCheck;
    for (const observation::Exchange &exchange : observation.exchanges)
        bytes += exchange.sent.size() + exchange.received.size();
    return bytes;
}

/// What of a followed check is on its way to the file.
struct Told
{
    bool begun = false;
    QSet<QByteArray> exchanges;
    QSet<QByteArray> experiments;
};

} // namespace

/// The recorder's own side: reaches the writing thread.
class Recorder::Writer
{
public:
    Writer(session::SessionFile file, RecordLimits limits, Recorder *recorder)
        : m_queue(std::make_shared<MessageQueue>())
        , m_writer(new RecordWriter(std::move(file), m_queue, limits))
    {
        m_writer->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
        QObject::connect(m_writer, &RecordWriter::saved, recorder, &Recorder::saved);
        QObject::connect(m_writer, &RecordWriter::failed, recorder, [this, recorder](const QString &why) {
            m_stopped = true;
            Q_EMIT recorder->failed(why);
        });
        QObject::connect(m_writer, &RecordWriter::batchDone, recorder, [this, recorder] {
            if (m_behind && m_queue->hasCaughtUp())
                setBehind(recorder, false);
        });
        m_thread.setObjectName(QStringLiteral("recorder"));
        m_thread.start();
    }

    ~Writer()
    {
        flush();
        m_thread.quit();
        m_thread.wait();
    }

    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// Calls a function with the RecordWriter on its thread.
    template<typename Task>
    void tell(Task task, Qt::ConnectionType how = Qt::QueuedConnection)
    {
        QMetaObject::invokeMethod(
            m_writer, [writer = m_writer, task = std::move(task)] { task(writer); }, how);
    }

    void post(RecordWriter::Step step)
    {
        tell([step = std::move(step)](RecordWriter *writer) { writer->write(step); });
    }

    void postBehindMessages(RecordWriter::Step step)
    {
        tell([step = std::move(step)](RecordWriter *writer) { writer->writeBehindMessages(step); });
    }

    void add(const observation::MessageViews &messages, Recorder *recorder)
    {
        if (m_stopped)
            return;
        const MessageQueue::Wake wake = m_queue->add(messages);
        if (wake == MessageQueue::Wake::Soon)
            tell([](RecordWriter *writer) { writer->collectSoon(); });
        else if (wake == MessageQueue::Wake::Now)
            tell([](RecordWriter *writer) { writer->collectFilledBatches(); });
        const bool looksAtTime = wake != MessageQueue::Wake::No;
        if (!m_behind && (looksAtTime || m_queue->bytes() > MessageQueue::BehindAbove) && m_queue->isBehind())
            setBehind(recorder, true);
        if (m_queue->bytes() > MaximumWaiting) {
            m_stopped = true;
            tell([](RecordWriter *writer) {
                writer->giveUp(tr("The disk cannot keep up with what is sent. Messages are shown but no "
                                  "longer kept."));
            });
        }
    }

    /// A finished check that holds so many bytes.
    void addCheck(qint64 bytes, RecordWriter::Step step, Recorder *recorder)
    {
        m_checkBytes += bytes;
        if (!m_checksBehind && m_checkBytes > ChecksBehindAbove) {
            m_checksBehind = true;
            Q_EMIT recorder->fellBehind(true);
        }
        tell([this, bytes, step = std::move(step), recorder](RecordWriter *writer) {
            writer->writeSoon(bytes, step, [this, bytes, recorder] {
                QMetaObject::invokeMethod(
                    recorder, [this, bytes, recorder] { checkWritten(bytes, recorder); },
                    Qt::QueuedConnection);
            });
        });
    }

    void flush()
    {
        tell([](RecordWriter *writer) { writer->collectAll(); }, Qt::BlockingQueuedConnection);
    }

    void read(qint64 first, qint64 count, QObject *context,
              std::function<void(QList<observation::Message>)> answer)
    {
        tell([first, count, context = QPointer<QObject>(context),
              answer = std::move(answer)](RecordWriter *writer) {
            QList<observation::Message> page = writer->messages(first, count);
            if (context)
                QMetaObject::invokeMethod(
                    context, [answer, page = std::move(page)] { answer(page); }, Qt::QueuedConnection);
        });
    }

private:
    void checkWritten(qint64 bytes, Recorder *recorder)
    {
        m_checkBytes -= bytes;
        if (m_checksBehind && m_checkBytes < ChecksCaughtUpBelow) {
            m_checksBehind = false;
            Q_EMIT recorder->fellBehind(false);
        }
    }

    void setBehind(Recorder *recorder, bool behind)
    {
        m_behind = behind;
        Q_EMIT recorder->fellBehind(behind);
    }

    QThread m_thread;
    std::shared_ptr<MessageQueue> m_queue;
    RecordWriter *m_writer; ///< deleted on its thread when that ends
    bool m_behind = false;
    bool m_checksBehind = false;
    qint64 m_checkBytes = 0;
    bool m_stopped = false; ///< nothing more is kept
};

Recorder::Recorder(session::SessionFile file, QObject *parent)
    : Recorder(std::move(file), RecordLimits(), parent)
{
}

Recorder::Recorder(session::SessionFile file, RecordLimits limits, QObject *parent)
    : QObject(parent)
    , m_path(file.path())
    , m_writer(std::make_unique<Writer>(std::move(file), limits, this))
{
}

Recorder::~Recorder() = default;

void Recorder::follow(check::Check *check)
{
    using check::Check;
    const auto told = std::make_shared<Told>(); // the check's thread alone touches it
    const auto addExchange = [this, told](const observation::Exchange &exchange) {
        if (isOfExperiment(exchange) || told->exchanges.contains(exchange.name()))
            return;
        told->exchanges.insert(exchange.name());
        m_writer->post([exchange](session::SessionFile &file) { return file.addExchange(exchange); });
    };
    const auto addExperiment = [this, told](const observation::ExperimentResult &result) {
        if (told->experiments.contains(result.experiment.id))
            return;
        told->experiments.insert(result.experiment.id);
        m_writer->post([result](session::SessionFile &file) { return file.addExperiment(result); });
    };
    const auto begin = [this, told, check] {
        if (std::exchange(told->begun, true))
            return;
        m_writer->post([observation = check->observation()](session::SessionFile &file) {
            return file.begin(observation);
        });
    };
    const auto finish = [this, addExchange, addExperiment](const observation::Observation &observation,
                                                           const diagnosis::Diagnosis &diagnosis) {
        // What was stopped before its turn is told by the observation only.
        for (const observation::Exchange &exchange : observation.exchanges)
            addExchange(exchange);
        for (const observation::ExperimentResult &result : observation.experiments)
            addExperiment(result);
        m_writer->post([observation, diagnosis](session::SessionFile &file) {
            return file.setDiagnosis(observation, diagnosis);
        });
    };
    // Direct: the observation is read on the check's thread, and only values go to the writer.
    connect(check, &Check::stageChanged, this, begin, Qt::DirectConnection);
    connect(check, &Check::exchangeFinished, this, addExchange, Qt::DirectConnection);
    connect(check, &Check::experimentFinished, this, addExperiment, Qt::DirectConnection);
    connect(check, &Check::finished, this, finish, Qt::DirectConnection);
}

void Recorder::addCheck(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    m_writer->addCheck(
        heldBy(observation),
        [observation, diagnosis](session::SessionFile &file) {
            return file.addCheck(observation, diagnosis);
        },
        this);
}

void Recorder::setPlan(const QString &title, const QList<session::PlannedEndpoint> &endpoints)
{
    m_writer->post([title, endpoints](session::SessionFile &file) { return file.setPlan(title, endpoints); });
}

void Recorder::addCheck(qsizetype index, const observation::Observation &observation,
                        const diagnosis::Diagnosis &diagnosis)
{
    m_writer->addCheck(
        heldBy(observation),
        [index, observation, diagnosis](session::SessionFile &file) {
            return file.addCheck(index, observation, diagnosis);
        },
        this);
}

void Recorder::addMessages(const observation::MessageViews &messages)
{
    m_writer->add(messages, this);
}

void Recorder::setSessionFacts(const observation::SessionFacts &facts)
{
    m_writer->postBehindMessages([facts](session::SessionFile &file) {
        const session::Result<void> whole = file.setSessionFacts(facts);
        if (whole || whole.error().kind != session::Failure::Kind::DiskFull)
            return whole;
        // On a full disk there may still be room for how it ended.
        observation::SessionFacts bare = facts;
        bare.messages.clear();
        bare.stream.clear();
        return file.setSessionFacts(bare);
    });
}

void Recorder::setConnection(const observation::ConnectionMark &mark)
{
    m_writer->postBehindMessages([mark](session::SessionFile &file) { return file.setConnection(mark); });
}

void Recorder::setNotes(const QString &notes)
{
    m_writer->post([notes](session::SessionFile &file) { return file.setNotes(notes); });
}

void Recorder::setName(const QString &name)
{
    m_writer->post([name](session::SessionFile &file) { return file.setName(name); });
}

void Recorder::flush()
{
    m_writer->flush();
}

void Recorder::readMessages(qint64 first, qint64 count, QObject *context,
                            std::function<void(QList<observation::Message>)> answer)
{
    m_writer->read(first, count, context, std::move(answer));
}

} // namespace wirewise::record
