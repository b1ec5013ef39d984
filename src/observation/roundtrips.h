#pragma once

#include "observation/message.h"

#include <QList>

namespace wirewise::observation {

/// How long the peer took to answer pings, from the messages of a session. Keeps the last ones only.
class RoundTrips
{
public:
    static constexpr qsizetype Kept = 120;

    /// Every message, in order; anything but a Ping sent and a Pong received is passed over.
    void see(const Message &message);

    [[nodiscard]] bool isEmpty() const { return m_times.isEmpty(); }
    /// The last ones, oldest first.
    [[nodiscard]] const QList<Duration> &times() const { return m_times; }
    [[nodiscard]] Duration latest() const { return m_times.isEmpty() ? Duration(0) : m_times.constLast(); }
    /// Of the last ones.
    [[nodiscard]] Duration median() const;
    /// Of all of them.
    [[nodiscard]] Duration worst() const { return m_worst; }

private:
    struct Waiting
    {
        QByteArray payload;
        Duration at;
    };

    QList<Waiting> m_waiting;
    QList<Duration> m_times;
    Duration m_worst{0};
};

} // namespace wirewise::observation
