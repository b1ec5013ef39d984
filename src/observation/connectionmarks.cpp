#include "observation/connectionmarks.h"

#include <algorithm>

namespace wirewise::observation {

std::optional<Duration> endOf(const ConnectionMark &mark)
{
    if (!mark.ended)
        return std::nullopt;
    return mark.openedAt + mark.ended->endedAt.value_or(mark.ended->watched);
}

SessionFacts summaryOf(const SessionFacts &facts)
{
    SessionFacts summary = facts;
    summary.messages.clear();
    summary.stream.clear();
    return summary;
}

void ConnectionMarks::open(Duration at, int tries)
{
    m_numberedBefore = m_lastNumber;
    m_lastAt = m_list.isEmpty() ? Duration(0) : std::max(m_lastAt, at);
    m_list.append({int(m_list.size()) + 1, m_lastNumber + 1, m_lastAt, tries, {}});
}

void ConnectionMarks::end(const SessionFacts &facts)
{
    if (!m_list.isEmpty())
        m_list.last().ended = summaryOf(facts);
}

QList<ConnectionMark> ConnectionMarks::changed() const
{
    if (m_list.size() < 2)
        return {};
    // With the second one the file learns of the first.
    return m_list.size() == 2 && !m_list.constLast().ended ? m_list : QList{m_list.constLast()};
}

MessageView ConnectionMarks::continued(MessageView message)
{
    message.number += m_numberedBefore;
    if (m_list.size() > 1)
        message.at = std::max(m_lastAt, m_list.constLast().openedAt + message.at);
    m_lastNumber = message.number;
    m_lastAt = message.at;
    return message;
}

MessageViews ConnectionMarks::continued(MessageViews messages)
{
    // In a flood this must cost nothing: the first connection says everything as it is.
    if (m_list.size() < 2 && !messages.isEmpty()) {
        m_lastNumber = messages.constLast().number;
        m_lastAt = messages.constLast().at;
        return messages;
    }
    for (MessageView &message : messages)
        message = continued(message);
    return messages;
}

} // namespace wirewise::observation
