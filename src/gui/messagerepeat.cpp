#include "gui/messagerepeat.h"

#include <algorithm>

namespace wirewise::gui {

MessageRepeat::MessageRepeat(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MessageRepeat::once);
}

void MessageRepeat::start(int everyMilliseconds, int times, std::function<void()> send)
{
    m_send = std::move(send);
    m_done = 0;
    m_wanted = times;
    m_timer.start(std::max(1, everyMilliseconds));
    once();
}

void MessageRepeat::once()
{
    ++m_done;
    if (m_wanted > 0 && m_done >= m_wanted)
        m_timer.stop();
    if (const std::function<void()> send = m_send) // sending may stop this
        send();
    Q_EMIT moved();
}

void MessageRepeat::stop()
{
    m_timer.stop();
    m_send = nullptr;
    Q_EMIT moved();
}

} // namespace wirewise::gui
