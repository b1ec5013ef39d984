#include "gui/watchworker.h"

#include "observation/redaction.h"
#include "record/watchrecorder.h"

namespace wirewise::gui {

WatchWorker::WatchWorker(WatchOrder order)
    : m_order(std::move(order))
{
}

WatchWorker::~WatchWorker() = default;

void WatchWorker::start()
{
    openRecord();
    check::WatchRule rule;
    rule.every = m_order.every;
    m_watch =
        std::make_unique<check::Watch>(QList<check::BatchItem>{{m_order.typed, m_order.settings}}, rule);
    connect(m_watch.get(), &check::Watch::roundStarted, this, &WatchWorker::checking);
    connect(m_watch.get(), &check::Watch::roundFinished, this, &WatchWorker::take);
    connect(m_watch.get(), &check::Watch::finished, this, [this] {
        if (m_recorder)
            m_recorder->flush();
        Q_EMIT finished();
    });
    m_watch->start();
}

void WatchWorker::openRecord()
{
    if (m_order.path.isEmpty())
        return;
    auto log =
        session::WatchLog::create(m_order.path, {{observation::maskedUrl(m_order.typed)}, m_order.every});
    if (!log) {
        Q_EMIT recordingFailed(log.error().text);
        return;
    }
    m_recorder = std::make_unique<record::WatchRecorder>(*std::move(log));
    connect(m_recorder.get(), &record::WatchRecorder::kept, this, &WatchWorker::told);
    connect(m_recorder.get(), &record::WatchRecorder::failed, this, &WatchWorker::recordingFailed);
}

void WatchWorker::take(const check::WatchRound &round)
{
    const diagnosis::Course &course = m_watch->course(0);
    Q_EMIT moved(
        {round.point, round.state, course.since(), round.pause, m_watch->totals(0), course.isFlapping()});
    if (m_recorder) {
        m_recorder->add(round); // tells what happened once it is kept
        return;
    }
    for (const diagnosis::CourseEvent &event : round.events)
        Q_EMIT told({0, event, 0});
}

void WatchWorker::stop()
{
    if (m_watch)
        m_watch->stop();
}

void WatchWorker::checkNow()
{
    if (m_watch)
        m_watch->checkNow();
}

} // namespace wirewise::gui
