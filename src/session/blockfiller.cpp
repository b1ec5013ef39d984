#include "session/blockfiller.h"

#include <utility>

namespace wirewise::session {

namespace {

/// A block below this size grows with the next messages.
constexpr qsizetype GrowingSize = 16 * 1024;

} // namespace

BlockFiller::BlockFiller(const MessageBlock &last)
{
    BlockCursor cursor(last);
    while (cursor.next()) {
        m_lastNumber = cursor.number();
        m_lastAt = cursor.at().count();
    }
    if (last.size() >= GrowingSize)
        return;
    m_first = last.first;
    m_count = last.count;
    m_header = GrowingBytes(last.header);
    m_payloads = GrowingBytes(last.payloads);
}

void BlockFiller::append(const observation::MessageView &message)
{
    if (m_count > 0 && size() + message.payload.size() > MessageBlock::WantedSize) {
        finishBlock();
        // The next one will be full as well.
        m_payloads.makeRoom(qMax(MessageBlock::WantedSize, message.payload.size()));
    }
    if (m_count++ == 0) {
        m_first = m_lastNumber = message.number;
        m_lastAt = 0;
    }
    char *begin = m_header.room(longestHead(message));
    m_header.added(writeHead(begin, message, m_lastNumber, m_lastAt) - begin);
    m_payloads.append(message.payload.data(), message.payload.size());
    m_lastNumber = message.number;
    m_lastAt = qMax(m_lastAt, qint64(message.at.count()));
    m_grown = true;
}

void BlockFiller::finishBlock()
{
    m_fullBytes = waiting();
    const MessageBlock block{m_first, std::exchange(m_count, 0), m_header.take(), m_payloads.take()};
    if (std::exchange(m_grown, false)) // else it was given before
        m_full.append(block);
}

QList<MessageBlock> BlockFiller::take()
{
    if (m_grown && size() >= GrowingSize)
        finishBlock();
    else if (std::exchange(m_grown, false))
        m_full.append({m_first, m_count, m_header.copy(), m_payloads.copy()});
    m_fullBytes = 0;
    return std::exchange(m_full, {});
}

} // namespace wirewise::session
