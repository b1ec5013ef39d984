#pragma once

#include "observation/message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::session {

/// Many messages as two pieces of bytes: small facts of each in a header, their payloads one after another.
/// One block is one row of a session file; a row for each message costs four times as much.
struct MessageBlock
{
    qint64 first = 0; ///< number of the first message
    qint64 count = 0;
    QByteArray header;
    QByteArray payloads;

    /// Wanted size of a block's payloads and header; a longer message has a block of its own.
    static constexpr qsizetype WantedSize = 60 * 1024;
    [[nodiscard]] qsizetype size() const { return header.size() + payloads.size(); }
};

/// Adds a message; its number must be higher than that of the last one.
void append(MessageBlock &block, const observation::Message &message, qint64 lastNumber, qint64 lastAt);
/// All of them in one block, whatever its size.
[[nodiscard]] MessageBlock blockOf(const QList<observation::Message> &messages);
/// Nothing if the bytes do not agree with each other.
[[nodiscard]] std::optional<QList<observation::Message>> messagesOf(const MessageBlock &block);

/// The same for one column: header and payloads in one.
[[nodiscard]] QByteArray toBytes(const MessageBlock &block);
[[nodiscard]] std::optional<MessageBlock> blockFromBytes(const QByteArray &bytes);

} // namespace wirewise::session
