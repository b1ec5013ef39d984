#include "gui/loadworker.h"

namespace wirewise::gui {

LoadWorker::LoadWorker(LoadOrder order)
    : m_order(std::move(order))
    , m_timer(this) // moves to the network thread with the worker
{
    m_timer.setInterval(TellInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] { Q_EMIT moved(m_load->test()); });
}

LoadWorker::~LoadWorker() = default;

void LoadWorker::start()
{
    m_load = std::make_unique<load::LoadRun>(m_order.typed, m_order.settings, m_order.plan);
    connect(m_load.get(), &load::LoadRun::finished, this, [this] {
        m_timer.stop();
        Q_EMIT moved(m_load->test());
    });
    m_timer.start();
    m_load->start();
}

void LoadWorker::stop()
{
    if (m_load)
        m_load->stop();
}

} // namespace wirewise::gui
