#pragma once

#include "session/growingbytes.h"
#include "session/messageblock.h"

namespace wirewise::session {

/// Puts messages into blocks as they come: a block is full at MessageBlock::WantedSize, and the last one
/// grows.
class BlockFiller
{
public:
    BlockFiller() = default;
    /// Goes on with the last block of a file, which was judged sound.
    explicit BlockFiller(const MessageBlock &last);

    /// Its number is higher than that of the last one.
    void append(const observation::MessageView &message);
    /// What has to be written now, in order. A block that is still small comes again with more messages in it
    /// instead of leaving a small row behind: it begins with the same number.
    [[nodiscard]] QList<MessageBlock> take();

    /// Of the last message; 0 before the first.
    [[nodiscard]] qint64 lastNumber() const { return m_lastNumber; }
    /// Bytes that the next take() gives.
    [[nodiscard]] qint64 waiting() const { return m_fullBytes + (m_grown ? size() : 0); }

private:
    [[nodiscard]] qsizetype size() const { return m_header.size() + m_payloads.size(); }
    void finishBlock();

    QList<MessageBlock> m_full;
    qint64 m_fullBytes = 0;

    // The block that grows
    qint64 m_first = 0, m_count = 0;
    GrowingBytes m_header, m_payloads;
    bool m_grown = false; ///< since take()
    qint64 m_lastNumber = 0;
    qint64 m_lastAt = 0; ///< in the block
};

} // namespace wirewise::session
