#pragma once

#include "gui/widgets/token.h"
#include "observation/message.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace wirewise::gui {

enum class MessageColumn { Number, Direction, Time, SinceLast, Type, Bytes, Content };
inline constexpr int MessageColumnCount = 7;

/// A piece of the content column, in a colour of its own.
struct ContentPart
{
    QString text;
    Token token = Token::Text1;
    QString term; ///< of a filter line: finds the messages that say the same; may be empty

    friend bool operator==(const ContentPart &, const ContentPart &) = default;
};

/// The message that times count from.
struct ZeroMark
{
    qint64 number = 0;
    observation::Duration at{0};

    friend bool operator==(const ZeroMark &, const ZeroMark &) = default;
};

/// What decides the cells beside the message itself.
struct MessageColumns
{
    QDateTime openedAt;           ///< invalid: times are shown as elapsed
    std::optional<ZeroMark> zero; ///< times are shown before and after it
    QString contentTitle;         ///< behind the name of the content column: "type, role, text"
    /// What the content column says; empty, or without parts: the message as it came.
    std::function<QList<ContentPart>(const observation::Message &)> content;
};

/// The text of a cell, as it is painted and read out. before is the message above, null for the first.
[[nodiscard]] QString messageCell(const observation::Message &message, const observation::Message *before,
                                  MessageColumn column, const MessageColumns &columns);
/// The name of a column on its own, and as its head says it.
[[nodiscard]] QString messageColumnName(MessageColumn column);
[[nodiscard]] QString messageColumnHead(MessageColumn column, const MessageColumns &columns);

} // namespace wirewise::gui
