#pragma once

#include "observation/message.h"

#include <deque>

namespace wirewise::cli {

/// The last messages of a session, to be looked at again. Bounded in number and bytes; the last one is always
/// there.
class RecentMessages
{
public:
    static constexpr std::size_t Most = 1000;
    static constexpr qint64 MostBytes = 64 * 1024 * 1024;

    void add(const observation::Message &message)
    {
        m_bytes += message.payload.size();
        m_messages.push_back(message);
        while (m_messages.size() > 1 && (m_messages.size() > Most || m_bytes > MostBytes)) {
            m_bytes -= m_messages.front().payload.size();
            m_messages.pop_front();
        }
    }
    /// The one with that number, the last one for 0; null if it is no longer there, or never was.
    [[nodiscard]] const observation::Message *find(qint64 number) const
    {
        if (number == 0)
            return m_messages.empty() ? nullptr : &m_messages.back();
        for (const observation::Message &message : m_messages)
            if (message.number == number)
                return &message;
        return nullptr;
    }

private:
    std::deque<observation::Message> m_messages;
    qint64 m_bytes = 0;
};

} // namespace wirewise::cli
