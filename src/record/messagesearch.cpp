#include "record/messagesearch.h"

#include "record/searchworker.h"

namespace wirewise::record {

MessageSearch::MessageSearch(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("search"));
}

MessageSearch::~MessageSearch()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void MessageSearch::start(const QString &path, const observation::MessageFilter &filter,
                          const QList<observation::Message> &latest)
{
    if (!m_worker) {
        m_worker = new SearchWorker(m_run, m_untaken);
        m_worker->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        connect(m_worker, &SearchWorker::found, this, &MessageSearch::take);
        m_thread.start(QThread::LowPriority);
    }
    m_running = true;
    const quint64 run = ++m_run;
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, run, path, filter, latest] { worker->begin(run, path, filter, latest); },
        Qt::QueuedConnection);
}

void MessageSearch::cancel()
{
    m_running = false;
    ++m_run;
}

void MessageSearch::cut()
{
    if (!m_running)
        return;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, run = m_run.load()] { worker->cut(run); }, Qt::QueuedConnection);
}

void MessageSearch::add(const QList<observation::Message> &messages, qint64 count)
{
    if (!m_running)
        return;
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, run = m_run.load(), messages, count] { worker->add(run, messages, count); },
        Qt::QueuedConnection);
}

void MessageSearch::take(const SearchNews &news)
{
    --m_untaken;
    if (m_running && news.run == m_run)
        Q_EMIT found(news);
}

} // namespace wirewise::record
