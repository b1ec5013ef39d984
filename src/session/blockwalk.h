#pragma once

#include "session/messageblock.h"
#include "session/sessionreader.h"

namespace wirewise::session {

/// Walks over the message blocks of a session file, also of one that is being written. Each call is one
/// short transaction, because an open reader keeps the writer from its commit. Use on one thread.
class BlockWalk
{
public:
    enum class Content {
        Headers, ///< times, sizes and directions; payloads stay empty
        Whole,
    };

    [[nodiscard]] static Result<BlockWalk> open(const QString &path, Content content);

    /// Blocks that begin below that number, the highest first, of about so many bytes; none at the beginning.
    [[nodiscard]] QList<MessageBlock> before(qint64 number, qint64 bytes);
    /// The block that holds that number and those behind it, of about so many bytes.
    [[nodiscard]] QList<MessageBlock> from(qint64 number, qint64 bytes);
    /// A row could not be read: what follows in that direction is missing.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

private:
    explicit BlockWalk(OpenedFile file, Content content);
    [[nodiscard]] QList<MessageBlock> read(Statement &statement, qint64 number, qint64 bytes);

    Content m_content;
    OpenedFile m_file;
    Statement m_before, m_from;
    bool m_damaged = false;
};

} // namespace wirewise::session
