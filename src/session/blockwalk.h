#pragma once

#include "session/messageblock.h"
#include "session/sessionreader.h"

#include <functional>

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

    /// Takes one block; its bytes are there during the call only. Says whether it takes another one.
    using Take = std::function<bool(const MessageBlock &)>;
    /// Blocks that begin below that number, the highest first. False: there are no more.
    [[nodiscard]] bool before(qint64 number, const Take &take);
    /// The block that holds that number, and those behind it. False: there are no more.
    [[nodiscard]] bool from(qint64 number, const Take &take);
    /// A row could not be read: what follows in that direction is missing.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }

private:
    explicit BlockWalk(OpenedFile file, Content content);
    [[nodiscard]] bool read(Statement &statement, qint64 number, const Take &take);

    Content m_content;
    OpenedFile m_file;
    Statement m_before, m_from;
    bool m_damaged = false;
};

} // namespace wirewise::session
