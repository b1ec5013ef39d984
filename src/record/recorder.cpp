#include "record/recorder.h"

#include "record/recordwriter.h"

#include <QPointer>
#include <QSet>
#include <QThread>
#include <QTimer>

namespace wirewise::record {

namespace {

using namespace std::chrono_literals;

/// Twice a second is the promise; half of that leaves room for the write itself.
constexpr auto BatchInterval = 250ms;
/// A batch that large goes at once.
constexpr qint64 BatchBytes = 1024 * 1024;
/// Messages that wait for a disk that cannot keep up; over it recording stops, and the session goes on.
constexpr qint64 MaximumQueuedBytes = 256 * 1024 * 1024;
/// What a message costs beside its payload.
constexpr qint64 MessageOverhead = 128;

/// Probes are kept as they end; those of experiments come with their result.
bool isOfExperiment(const observation::Exchange &exchange)
{
    return exchange.name() != observation::toString(exchange.probe.kind);
}

/// What of a followed check is on its way to the file.
struct Told
{
    bool begun = false;
    QSet<QByteArray> exchanges;
    QSet<QByteArray> experiments;
};

} // namespace

/// The recorder's own side: what waits to be handed to the writing thread.
class Recorder::Writer
{
public:
    Writer(session::SessionFile file, Recorder *recorder)
        : m_writer(new RecordWriter(std::move(file)))
    {
        m_writer->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
        QObject::connect(m_writer, &RecordWriter::saved, recorder, &Recorder::saved);
        QObject::connect(m_writer, &RecordWriter::failed, recorder, &Recorder::failed);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, recorder, [this] { handOver(); });
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

    void post(std::function<session::Result<void>(session::SessionFile &)> step)
    {
        QMetaObject::invokeMethod(
            m_writer, [writer = m_writer, step = std::move(step)] { writer->write(step); },
            Qt::QueuedConnection);
    }

    void add(const observation::Message &message)
    {
        const qint64 size = message.payload.size() + MessageOverhead;
        if (m_writer->queuedBytes + m_bytes + size > MaximumQueuedBytes) {
            m_messages.clear();
            m_bytes = 0;
            QMetaObject::invokeMethod(
                m_writer,
                [writer = m_writer] {
                    writer->giveUp(tr(
                        "The disk cannot keep up with the messages. Messages are shown but no longer kept."));
                },
                Qt::QueuedConnection);
            return;
        }
        m_messages.append(message);
        m_bytes += size;
        if (m_bytes >= BatchBytes)
            handOver();
        else if (!m_timer.isActive())
            m_timer.start(BatchInterval);
    }

    void handOver()
    {
        m_timer.stop();
        if (m_messages.isEmpty())
            return;
        m_writer->queuedBytes += m_bytes;
        QMetaObject::invokeMethod(
            m_writer,
            [writer = m_writer, messages = std::exchange(m_messages, {}), bytes = std::exchange(m_bytes, 0)] {
                writer->appendMessages(messages, bytes);
            },
            Qt::QueuedConnection);
    }

    void flush()
    {
        handOver();
        QMetaObject::invokeMethod(
            m_writer, [] {}, Qt::BlockingQueuedConnection);
    }

    void read(qint64 first, qint64 count, QObject *context,
              std::function<void(QList<observation::Message>)> answer)
    {
        handOver(); // what was seen can be read
        QMetaObject::invokeMethod(
            m_writer,
            [writer = m_writer, first, count, context = QPointer<QObject>(context),
             answer = std::move(answer)] {
                QList<observation::Message> page = writer->messages(first, count);
                if (context)
                    QMetaObject::invokeMethod(
                        context, [answer, page = std::move(page)] { answer(page); }, Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    RecordWriter *m_writer; ///< deleted on its thread when that ends
    QTimer m_timer;
    QList<observation::Message> m_messages;
    qint64 m_bytes = 0;
};

Recorder::Recorder(session::SessionFile file, QObject *parent)
    : QObject(parent)
    , m_path(file.path())
    , m_writer(std::make_unique<Writer>(std::move(file), this))
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
    m_writer->post([observation, diagnosis](session::SessionFile &file) {
        return file.addCheck(observation, diagnosis);
    });
}

void Recorder::addMessages(const observation::MessageViews &messages)
{
    for (const observation::MessageView &message : messages)
        m_writer->add(message.toMessage());
}

void Recorder::setSessionFacts(const observation::SessionFacts &facts)
{
    m_writer->handOver();
    m_writer->post([facts](session::SessionFile &file) { return file.setSessionFacts(facts); });
}

void Recorder::setConnection(const observation::ConnectionMark &mark)
{
    m_writer->handOver();
    m_writer->post([mark](session::SessionFile &file) { return file.setConnection(mark); });
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
