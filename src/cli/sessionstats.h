#pragma once

#include "observation/message.h"
#include "observation/roundtrips.h"

#include <QString>

namespace wirewise::cli {

/// What went each way in a session, and how long pings took.
class SessionStats
{
public:
    void see(const observation::Message &message);
    /// Some lines; `open`: for how long the connection has been there.
    [[nodiscard]] QString text(observation::Duration open) const;

private:
    struct OneWay
    {
        qint64 messages = 0, controlFrames = 0;
        qint64 bytes = 0, wireBytes = 0;
    };

    OneWay m_sent, m_received;
    observation::RoundTrips m_pings;
};

} // namespace wirewise::cli
