#pragma once

#include "observation/messageview.h"

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

/// The facts of a message as they stand in a block's header, behind those of the one before; its number is
/// higher. The first one of a block has its own number as the last one, and 0 as the last time.
char *writeHead(char *to, const observation::MessageView &message, qint64 lastNumber, qint64 lastAt);
/// So many bytes writeHead() writes at most.
[[nodiscard]] qsizetype longestHead(const observation::MessageView &message);
/// All of them in one block, whatever its size.
[[nodiscard]] MessageBlock blockOf(const QList<observation::Message> &messages);

/// Walks over the messages of a block without copying them; the block outlives it. A block that was read
/// without its payloads may be walked over too.
class BlockCursor
{
public:
    explicit BlockCursor(const MessageBlock &block);

    /// False behind the last message, and where the bytes do not agree with each other.
    [[nodiscard]] bool next();
    [[nodiscard]] qint64 number() const { return m_number; }
    [[nodiscard]] observation::Duration at() const { return observation::Duration(m_at); }
    [[nodiscard]] wire::Direction direction() const { return m_direction; }
    [[nodiscard]] wire::Opcode opcode() const { return m_opcode; }
    [[nodiscard]] bool isCompressed() const { return m_compressed; }
    [[nodiscard]] qint64 length() const { return m_length; }
    [[nodiscard]] qint64 wireSize() const { return m_wireSize; }
    [[nodiscard]] qint64 frames() const { return m_frames; }
    /// Empty for a message in one frame.
    [[nodiscard]] QList<observation::Fragment> fragments() const;
    /// Where its payload begins among the payloads of the block.
    [[nodiscard]] qint64 offset() const { return m_offset; }
    /// Empty if it is not there.
    [[nodiscard]] QByteArrayView payload() const;
    /// Every message was walked over, and nothing is left of the header.
    [[nodiscard]] bool atEnd() const;

private:
    const MessageBlock &m_block;
    qint64 m_left; ///< messages
    qsizetype m_position = 0;
    qsizetype m_fragmentsAt = -1; ///< in the header; -1 where there are none
    qint64 m_number, m_at = 0, m_length = 0, m_offset = 0, m_wireSize = 0, m_frames = 0;
    wire::Direction m_direction = wire::Direction::Received;
    wire::Opcode m_opcode = wire::Opcode::Text;
    bool m_compressed = false;
};

/// Nothing if the bytes do not agree with each other.
[[nodiscard]] std::optional<QList<observation::Message>> messagesOf(const MessageBlock &block);

/// The same for one column: header and payloads in one.
[[nodiscard]] QByteArray toBytes(const MessageBlock &block);
[[nodiscard]] std::optional<MessageBlock> blockFromBytes(const QByteArray &bytes);

} // namespace wirewise::session
