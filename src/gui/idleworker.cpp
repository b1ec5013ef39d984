#include "gui/idleworker.h"

namespace wirewise::gui {

IdleWorker::IdleWorker(IdleOrder order)
    : m_order(std::move(order))
    , m_timer(this) // moves to the network thread with the worker
{
    m_timer.setInterval(TellInterval);
    connect(&m_timer, &QTimer::timeout, this, &IdleWorker::tell);
}

IdleWorker::~IdleWorker() = default;

void IdleWorker::start()
{
    m_limit = std::make_unique<check::IdleLimit>(m_order.typed, m_order.settings, m_order.plan);
    connect(m_limit.get(), &check::IdleLimit::finished, this, [this] {
        m_timer.stop();
        tell();
    });
    m_timer.start();
    m_limit->start();
}

void IdleWorker::stop()
{
    if (m_limit)
        m_limit->stop();
}

void IdleWorker::tell()
{
    Q_EMIT moved(m_limit->test());
}

} // namespace wirewise::gui
