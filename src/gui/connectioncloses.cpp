#include "gui/connectioncloses.h"

#include "gui/closewords.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace wirewise::gui {

void ConnectionCloses::see(const observation::Message &message)
{
    if (message.opcode == wire::Opcode::Close)
        m_closes.insert(message.number - 1, {message.direction, message.at});
}

void ConnectionCloses::setConnections(const QList<observation::ConnectionMark> &connections)
{
    m_connections = connections;
}

qsizetype ConnectionCloses::connectionOf(qint64 index) const
{
    const auto behind = std::upper_bound(
        m_connections.cbegin(), m_connections.cend(), index,
        [](qint64 wanted, const auto &connection) { return wanted < connection.firstMessage - 1; });
    return std::max<qsizetype>(0, std::distance(m_connections.cbegin(), behind) - 1);
}

ConnectionCloses::Closes::const_iterator ConnectionCloses::firstCloseOf(qsizetype connection) const
{
    const qint64 first = m_connections.isEmpty() ? 0 : m_connections.at(connection).firstMessage - 1;
    const auto close = m_closes.lowerBound(first);
    return close != m_closes.cend() && connectionOf(close.key()) == connection ? close : m_closes.cend();
}

std::optional<observation::Duration> ConnectionCloses::answerTo(Closes::const_iterator close) const
{
    const qsizetype connection = connectionOf(close.key());
    for (auto next = std::next(close); next != m_closes.cend(); ++next) {
        if (connectionOf(next.key()) != connection)
            break;
        if (next->direction != close->direction)
            return next->at;
    }
    return {};
}

QList<qint64> ConnectionCloses::explained(qint64 count) const
{
    QList<qint64> indexes;
    for (qsizetype connection = 0; connection < std::max<qsizetype>(1, m_connections.size()); ++connection) {
        const bool hasNext = connection + 1 < m_connections.size();
        const qint64 last = hasNext ? m_connections.at(connection + 1).firstMessage - 2 : -1;
        if (const auto close = firstCloseOf(connection); close != m_closes.cend())
            indexes.append(close.key());
        else if (last >= 0 && connectionOf(last) == connection)
            indexes.append(last);
    }
    indexes.removeIf([count](qint64 index) { return index >= count; });
    return indexes;
}

CloseExplanation ConnectionCloses::explanation(qint64 index, const observation::Message &message) const
{
    const qsizetype connection = connectionOf(index);
    const bool hasNext = connection + 1 < m_connections.size();
    CloseCircumstances circumstances;
    circumstances.facts = m_connections.isEmpty() ? m_ended : m_connections.at(connection).ended;
    circumstances.isOver = hasNext || circumstances.facts.has_value();
    const auto close = m_closes.constFind(index);
    if (close != m_closes.cend())
        circumstances.answeredAt = answerTo(close);
    if (message.opcode != wire::Opcode::Close)
        return hasNext
                   ? explainReopening(m_connections.at(connection), m_connections.at(connection + 1), message)
                   : explainClose(message);
    CloseExplanation words = explainClose(message);
    addCircumstances(words, message, circumstances);
    if (hasNext)
        words.detail = QStringList{words.detail, reopeningText(m_connections.at(connection),
                                                               m_connections.at(connection + 1))}
                           .join(QLatin1Char(' '))
                           .trimmed();
    return words;
}

} // namespace wirewise::gui
