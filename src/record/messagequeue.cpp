#include "record/messagequeue.h"

#include <QMutexLocker>

#include <utility>

namespace wirewise::record {

using std::chrono::steady_clock;

MessageQueue::Wake MessageQueue::add(const observation::MessageViews &messages)
{
    const QMutexLocker locker(&m_mutex);
    const qint64 before = m_filling.waiting();
    for (const observation::MessageView &message : messages)
        m_filling.append(message);
    const bool isFirst = before == 0;
    if (isFirst)
        m_fillingSince = steady_clock::now();
    m_bytes.fetch_add(m_filling.waiting() - before, std::memory_order_relaxed);
    if (m_filling.waiting() < BatchBytes)
        return isFirst ? Wake::Soon : Wake::No;
    m_full.push_back(takeFilling());
    return Wake::Now;
}

MessageQueue::Batch MessageQueue::takeFilling()
{
    const qint64 bytes = m_filling.waiting();
    return {m_filling.take(), bytes, m_fillingSince};
}

std::optional<MessageQueue::Batch> MessageQueue::take(bool unfilled)
{
    const QMutexLocker locker(&m_mutex);
    std::optional<Batch> batch;
    if (!m_full.empty()) {
        batch = std::move(m_full.front());
        m_full.pop_front();
    } else if (unfilled && m_filling.waiting() > 0) {
        batch = takeFilling();
    }
    if (batch)
        m_writingSince = batch->since;
    return batch;
}

void MessageQueue::done(const Batch &batch)
{
    m_bytes.fetch_sub(batch.bytes, std::memory_order_relaxed);
    const QMutexLocker locker(&m_mutex);
    m_writingSince.reset();
}

bool MessageQueue::isBehind() const
{
    if (bytes() > BehindAbove)
        return true;
    const QMutexLocker locker(&m_mutex);
    std::optional<steady_clock::time_point> oldest = m_writingSince;
    if (!oldest && !m_full.empty())
        oldest = m_full.front().since;
    if (!oldest && m_filling.waiting() > 0)
        oldest = m_fillingSince;
    return oldest && steady_clock::now() - *oldest > BehindAfter;
}

} // namespace wirewise::record
