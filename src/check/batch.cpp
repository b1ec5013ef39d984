#include "check/batch.h"

#include "check/hostlimits.h"

#include <QPointer>

#include <memory>
#include <unordered_map>

namespace wirewise::check {

namespace {

/// Connections that one check opens to its host at once.
int connectionsOf(const observation::Settings &settings)
{
    return settings.sequential ? 1 : qMax(1, static_cast<int>(settings.probes.size()));
}

/// Checks of one host share its limit, whatever the port; what is no address needs none.
QByteArray hostOf(const QString &typed)
{
    const observation::EndpointResult read = observation::parseEndpoint(typed);
    return read.endpoint ? read.endpoint->host : QByteArray();
}

} // namespace

class Batch::Run
{
public:
    Run(Batch *batch, QList<BatchItem> items, int jobs, int perHost)
        : m_batch(batch)
        , m_items(std::move(items))
        , m_limits(qMax(1, perHost))
        , m_jobs(qMax(1, jobs))
    {
    }

    void start();
    void stop();

private:
    struct Job
    {
        qsizetype index = 0;
        int connections = 0;
        QByteArray host;
        std::unique_ptr<Check> check;
    };

    void startMore();
    void startJob(qsizetype index);
    void onFinished(Check *check, const observation::Observation &observation,
                    const diagnosis::Diagnosis &diagnosis);
    void tellFinished();

    Batch *m_batch;
    QList<BatchItem> m_items;
    HostLimits m_limits;
    std::unordered_map<Check *, Job> m_running;
    int m_jobs;
    bool m_started = false;
    bool m_stopping = false;
    bool m_told = false;
};

void Batch::Run::start()
{
    if (m_started)
        return;
    m_started = true;
    for (qsizetype i = 0; i < m_items.size(); ++i)
        m_limits.add(i, hostOf(m_items.at(i).typed), connectionsOf(m_items.at(i).settings));
    startMore();
}

void Batch::Run::startMore()
{
    while (!m_stopping && m_running.size() < static_cast<size_t>(m_jobs)) {
        const std::optional<qsizetype> next = m_limits.takeNext();
        if (!next)
            break;
        startJob(*next);
    }
    if (m_running.empty())
        tellFinished();
}

void Batch::Run::startJob(qsizetype index)
{
    const BatchItem &item = m_items.at(index);
    Job job;
    job.index = index;
    job.host = hostOf(item.typed);
    job.connections = m_limits.allowed(connectionsOf(item.settings));
    job.check = std::make_unique<Check>(item.typed, item.settings);
    Check *check = job.check.get();
    check->setMaximumParallel(job.connections);
    QObject::connect(
        check, &Check::finished, m_batch,
        [this, check](const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis) {
            onFinished(check, observation, diagnosis);
        });
    m_running.emplace(check, std::move(job));
    check->start();
}

void Batch::Run::onFinished(Check *check, const observation::Observation &observation,
                            const diagnosis::Diagnosis &diagnosis)
{
    auto ended = m_running.extract(check);
    if (ended.empty())
        return;
    const Job &job = ended.mapped();
    m_limits.giveBack(job.host, job.connections);
    check->deleteLater(); // inside its own signal here
    static_cast<void>(ended.mapped().check.release());
    const QPointer<Batch> alive(m_batch);
    Q_EMIT m_batch->itemFinished(job.index, observation, diagnosis);
    if (!alive)
        return;
    // From the event loop: a thousand short checks must not nest.
    QMetaObject::invokeMethod(
        m_batch, [this] { startMore(); }, Qt::QueuedConnection);
}

void Batch::Run::stop()
{
    if (m_stopping || m_told)
        return;
    m_stopping = true;
    std::vector<Check *> running;
    for (const auto &[check, job] : m_running)
        running.push_back(check);
    for (Check *check : running)
        check->stop();
    if (running.empty())
        QMetaObject::invokeMethod(
            m_batch, [this] { startMore(); }, Qt::QueuedConnection);
}

void Batch::Run::tellFinished()
{
    if (m_told)
        return;
    m_told = true;
    Q_EMIT m_batch->finished();
}

Batch::Batch(QList<BatchItem> items, int jobs, int perHost, QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, std::move(items), jobs, perHost))
{
}

Batch::~Batch() = default;

void Batch::start()
{
    m_run->start();
}

void Batch::stop()
{
    m_run->stop();
}

} // namespace wirewise::check
