#include "check/batch.h"

#include "check/hostlimits.h"

#include <QPointer>

#include <algorithm>
#include <memory>
#include <numeric>
#include <unordered_map>

namespace wirewise::check {

class Batch::Run
{
public:
    Run(Batch *batch, QList<BatchItem> items, int jobs, int perHost)
        : m_batch(batch)
        , m_items(std::move(items))
        , m_limits(qMax(1, perHost))
        , m_states(static_cast<size_t>(m_items.size()), State::Idle)
        , m_hosts(static_cast<size_t>(m_items.size()))
        , m_jobs(qMax(1, jobs))
    {
    }

    void start(const QList<qsizetype> &indexes);
    void startAll();
    void checkAgain(const QList<qsizetype> &indexes);
    void setHeld(bool held);
    void stop();

private:
    enum class State { Idle, Waiting, Running };
    struct Job
    {
        qsizetype index = 0;
        int connections = 0;
        QByteArray host;
        std::unique_ptr<Check> check;
    };

    void add(const QList<qsizetype> &indexes);
    void startMore();
    void startSoon();
    void startJob(qsizetype index);
    void onFinished(Check *check, const observation::Observation &observation,
                    const diagnosis::Diagnosis &diagnosis);
    void tellFinished();

    Batch *m_batch;
    QList<BatchItem> m_items;
    HostLimits m_limits;
    std::unordered_map<Check *, Job> m_running;
    std::vector<State> m_states;     ///< of the items
    std::vector<QByteArray> m_hosts; ///< of the items, once they were added
    qsizetype m_waiting = 0;
    int m_jobs;
    bool m_started = false;
    bool m_held = false;
    bool m_stopping = false;
    bool m_told = false;
};

void Batch::Run::startAll()
{
    QList<qsizetype> all(m_items.size());
    std::iota(all.begin(), all.end(), 0);
    start(all);
}

void Batch::Run::start(const QList<qsizetype> &indexes)
{
    if (m_started)
        return;
    m_started = true;
    add(indexes);
    startMore();
}

void Batch::Run::checkAgain(const QList<qsizetype> &indexes)
{
    const bool isStopping = m_stopping && !m_told;
    if (!m_started || isStopping)
        return;
    m_stopping = false;
    m_told = false;
    add(indexes);
    startSoon();
}

void Batch::Run::add(const QList<qsizetype> &indexes)
{
    for (const qsizetype index : indexes) {
        if (index < 0 || index >= m_items.size() || m_states[static_cast<size_t>(index)] != State::Idle)
            continue;
        const BatchItem &item = m_items.at(index);
        m_states[static_cast<size_t>(index)] = State::Waiting;
        QByteArray &host = m_hosts[static_cast<size_t>(index)];
        if (host.isEmpty())
            host = hostOf(item.typed);
        m_limits.add(index, host, connectionsOf(item.settings));
        ++m_waiting;
    }
}

void Batch::Run::setHeld(bool held)
{
    if (std::exchange(m_held, held) && !held && m_started && !m_told)
        startSoon();
}

/// From the event loop: a thousand short checks must not nest.
void Batch::Run::startSoon()
{
    QMetaObject::invokeMethod(
        m_batch, [this] { startMore(); }, Qt::QueuedConnection);
}

void Batch::Run::startMore()
{
    while (!m_stopping && !m_held && m_running.size() < static_cast<size_t>(m_jobs)) {
        const std::optional<qsizetype> next = m_limits.takeNext();
        if (!next)
            break;
        const QPointer<Batch> alive(m_batch);
        startJob(*next);
        if (!alive)
            return;
    }
    if (m_running.empty() && (m_stopping || m_waiting == 0))
        tellFinished();
}

void Batch::Run::startJob(qsizetype index)
{
    const BatchItem &item = m_items.at(index);
    Job job;
    job.index = index;
    job.host = m_hosts[static_cast<size_t>(index)];
    job.connections = m_limits.allowed(connectionsOf(item.settings));
    job.check = std::make_unique<Check>(item.typed, item.settings);
    Check *check = job.check.get();
    check->setMaximumParallel(job.connections);
    QObject::connect(check, &Check::stageChanged, m_batch,
                     [this, index](Check::Stage stage) { Q_EMIT m_batch->itemProgressed(index, stage); });
    QObject::connect(check, &Check::exchangeFinished, m_batch,
                     [this, index](const observation::Exchange &exchange) {
                         Q_EMIT m_batch->itemAnswered(index, exchange);
                     });
    QObject::connect(
        check, &Check::finished, m_batch,
        [this, check](const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis) {
            onFinished(check, observation, diagnosis);
        });
    m_running.emplace(check, std::move(job));
    m_states[static_cast<size_t>(index)] = State::Running;
    --m_waiting;
    const QPointer<Batch> alive(m_batch);
    Q_EMIT m_batch->itemStarted(index);
    if (alive)
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
    m_states[static_cast<size_t>(job.index)] = State::Idle;
    check->deleteLater(); // inside its own signal here
    static_cast<void>(ended.mapped().check.release());
    const QPointer<Batch> alive(m_batch);
    Q_EMIT m_batch->itemFinished(job.index, observation, diagnosis);
    if (!alive)
        return;
    startSoon();
}

void Batch::Run::stop()
{
    if (m_stopping || m_told)
        return;
    m_stopping = true;
    // What waited may be asked for again.
    std::replace(m_states.begin(), m_states.end(), State::Waiting, State::Idle);
    m_limits.dropWaiting();
    m_waiting = 0;
    std::vector<Check *> running;
    for (const auto &[check, job] : m_running)
        running.push_back(check);
    for (Check *check : running)
        check->stop();
    if (running.empty())
        startSoon();
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
    m_run->startAll();
}

void Batch::start(const QList<qsizetype> &indexes)
{
    m_run->start(indexes);
}

void Batch::checkAgain(const QList<qsizetype> &indexes)
{
    m_run->checkAgain(indexes);
}

void Batch::setHeld(bool held)
{
    m_run->setHeld(held);
}

void Batch::stop()
{
    m_run->stop();
}

} // namespace wirewise::check
