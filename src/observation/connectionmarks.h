#pragma once

#include "observation/messageview.h"
#include "observation/sessionfacts.h"

#include <QList>

#include <optional>

namespace wirewise::observation {

/// One connection of a session that was opened again after it had ended.
struct ConnectionMark
{
    int number = 1;
    qint64 firstMessage = 1;           ///< what its first message is numbered, over the whole session
    Duration openedAt{0};              ///< since the first of them opened
    int tries = 1;                     ///< upgrades until it opened
    std::optional<SessionFacts> ended; ///< without messages and stream; none while it is open
};

/// When the connection ended, since the first of the session opened; none while it is open.
[[nodiscard]] std::optional<Duration> endOf(const ConnectionMark &mark);
/// What a session file and a window keep of the facts: neither messages nor stream.
[[nodiscard]] SessionFacts summaryOf(const SessionFacts &facts);

/// The connections of one session, one after the other, and what their messages are called: one rising number
/// and one rising time over all of them.
class ConnectionMarks
{
public:
    /// A connection has opened, so long after the first one.
    void open(Duration at, int tries = 1);
    /// The latest connection is over.
    void end(const SessionFacts &facts);
    /// A message of the latest connection, numbered and timed by that connection, as the session has it.
    [[nodiscard]] MessageView continued(MessageView message);
    [[nodiscard]] MessageViews continued(MessageViews messages);

    [[nodiscard]] const QList<ConnectionMark> &list() const { return m_list; }
    /// What a session file has to be told after a change: nothing as long as there is one connection only.
    [[nodiscard]] QList<ConnectionMark> changed() const;
    [[nodiscard]] qint64 lastNumber() const { return m_lastNumber; }

private:
    QList<ConnectionMark> m_list;
    qint64 m_numberedBefore = 0; ///< messages of the connections before
    qint64 m_lastNumber = 0;
    Duration m_lastAt{0};
};

} // namespace wirewise::observation
