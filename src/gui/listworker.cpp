#include "gui/listworker.h"

#include "record/recorder.h"
#include "session/sessionfile.h"

namespace wirewise::gui {

namespace {

QList<check::BatchItem> itemsOf(const QList<session::PlannedEndpoint> &endpoints)
{
    QList<check::BatchItem> items;
    items.reserve(endpoints.size());
    for (const session::PlannedEndpoint &endpoint : endpoints)
        items.append({endpoint.typed, endpoint.settings});
    return items;
}

} // namespace

ListWorker::ListWorker(ListOrder order)
    : m_order(std::move(order))
    , m_checks(m_order.checksBefore)
{
    m_timer.setParent(this); // moves to the network thread with the worker
    m_timer.setSingleShot(true);
    m_timer.setInterval(BatchInterval);
    connect(&m_timer, &QTimer::timeout, this, &ListWorker::flush);
}

ListWorker::~ListWorker()
{
    m_batch.reset(); // before the file that it writes to
    m_recorder.reset();
}

void ListWorker::openRecord()
{
    if (m_order.path.isEmpty())
        return;
    auto file = m_order.goesOn ? session::SessionFile::open(m_order.path)
                               : session::SessionFile::create(m_order.path);
    if (!file) {
        Q_EMIT recordingFailed(file.error().text);
        return;
    }
    m_recorder = std::make_unique<record::Recorder>(std::move(*file), m_order.limits);
    connect(m_recorder.get(), &record::Recorder::failed, this, &ListWorker::recordingFailed);
    connect(m_recorder.get(), &record::Recorder::fellBehind, m_batch.get(), &check::Batch::setHeld);
    if (!m_order.goesOn) {
        m_recorder->setPlan(m_order.title, m_order.endpoints);
        m_recorder->setName(m_order.name);
    }
}

void ListWorker::start()
{
    m_batch = std::make_unique<check::Batch>(itemsOf(m_order.endpoints), m_order.jobs, m_order.perHost);
    openRecord();
    connect(m_batch.get(), &check::Batch::itemStarted, this, [this](qsizetype index) {
        m_news.started.append(index);
        schedule();
    });
    connect(m_batch.get(), &check::Batch::itemAnswered, this,
            [this](qsizetype index, const observation::Exchange &exchange) {
                if (exchange.name() != observation::toString(exchange.probe.kind))
                    return; // of a single change
                m_news.answers.append({index, {exchange.probe.kind, exchange.outcome, exchange.status()}});
                schedule();
            });
    connect(m_batch.get(), &check::Batch::itemProgressed, this,
            [this](qsizetype index, check::Check::Stage stage) {
                m_news.stages.append({index, stage});
                schedule();
            });
    connect(m_batch.get(), &check::Batch::itemFinished, this, &ListWorker::take);
    connect(m_batch.get(), &check::Batch::finished, this, [this] {
        if (m_recorder)
            m_recorder->flush(); // for those who read the file now
        flush();
        Q_EMIT finished();
    });
    if (m_order.goesOn)
        m_batch->start(m_order.only);
    else
        m_batch->start();
}

void ListWorker::stop()
{
    if (m_batch)
        m_batch->stop();
}

void ListWorker::checkAgain(const QList<qsizetype> &indexes)
{
    if (m_batch)
        m_batch->checkAgain(indexes);
}

void ListWorker::take(qsizetype index, const observation::Observation &observation,
                      const diagnosis::Diagnosis &diagnosis)
{
    session::CheckOutline outline = session::outlineOf(observation, diagnosis);
    if (m_recorder) {
        m_recorder->addCheck(index, observation, diagnosis);
        outline.check = ++m_checks;
    }
    m_news.finished.append({index, outline});
    schedule();
}

void ListWorker::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void ListWorker::flush()
{
    m_timer.stop();
    if (m_news.isEmpty())
        return;
    Q_EMIT news(m_news);
    m_news = {};
}

} // namespace wirewise::gui
