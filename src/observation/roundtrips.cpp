#include "observation/roundtrips.h"

#include <algorithm>

namespace wirewise::observation {

namespace {
/// A peer that answers no ping must not make the list grow.
constexpr qsizetype MostWaiting = 32;
} // namespace

void RoundTrips::see(const Message &message)
{
    if (message.opcode == wire::Opcode::Ping && message.direction == wire::Direction::Sent) {
        if (m_waiting.size() == MostWaiting)
            m_waiting.removeFirst();
        m_waiting.append({message.payload, message.at});
    }
    if (message.opcode != wire::Opcode::Pong || message.direction != wire::Direction::Received)
        return;
    // RFC 6455 section 5.5.3: a Pong carries the data of its Ping, and may answer only the latest of several.
    const auto answered =
        std::find_if(m_waiting.crbegin(), m_waiting.crend(),
                     [&message](const Waiting &ping) { return ping.payload == message.payload; });
    if (answered == m_waiting.crend())
        return;
    const Duration time = message.at - answered->at;
    m_waiting.erase(m_waiting.cbegin(), answered.base());
    if (m_times.size() == Kept)
        m_times.removeFirst();
    m_times.append(time);
    m_worst = std::max(m_worst, time);
}

Duration RoundTrips::median() const
{
    if (m_times.isEmpty())
        return Duration(0);
    QList<Duration> sorted = m_times;
    const auto middle = sorted.begin() + sorted.size() / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

} // namespace wirewise::observation
