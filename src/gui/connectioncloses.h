#pragma once

#include "gui/widgets/messagepages.h"
#include "observation/connectionmarks.h"

#include <QList>
#include <QMap>

#include <optional>

namespace wirewise::gui {

/// Where connections ended among the messages of a session, and what to say there. A connection that was
/// closed is explained below the first Close; one that just ended, below its last message. Indexes count
/// messages from 0.
class ConnectionCloses
{
public:
    /// A message that was read; only a Close counts.
    void see(const observation::Message &message);
    /// The connections that the messages belong to, in order; empty where there is one only.
    void setConnections(const QList<observation::ConnectionMark> &connections);
    [[nodiscard]] const QList<observation::ConnectionMark> &connections() const { return m_connections; }
    /// How the only connection ended; nothing while it is open.
    void setEnded(const std::optional<observation::SessionFacts> &facts) { m_ended = facts; }

    /// Closes seen so far.
    [[nodiscard]] qsizetype seen() const { return m_closes.size(); }
    /// The messages with an explanation below them, among the first `count`, in rising order.
    [[nodiscard]] QList<qint64> explained(qint64 count) const;
    [[nodiscard]] CloseExplanation explanation(qint64 index, const observation::Message &message) const;

private:
    struct Close
    {
        wire::Direction direction = wire::Direction::Received;
        observation::Duration at{0};
    };
    using Closes = QMap<qint64, Close>;

    /// Place in m_connections of the one that a message belongs to; 0 without any.
    [[nodiscard]] qsizetype connectionOf(qint64 index) const;
    [[nodiscard]] Closes::const_iterator firstCloseOf(qsizetype connection) const;
    /// When the other end's Close came or went.
    [[nodiscard]] std::optional<observation::Duration> answerTo(Closes::const_iterator close) const;

    Closes m_closes; ///< by index
    QList<observation::ConnectionMark> m_connections;
    std::optional<observation::SessionFacts> m_ended;
};

} // namespace wirewise::gui
