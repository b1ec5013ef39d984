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
    if (last.size() < GrowingSize)
        m_block = last;
}

void BlockFiller::append(const observation::MessageView &message)
{
    if (m_block.count > 0 && m_block.size() + message.payload.size() > MessageBlock::WantedSize)
        finishBlock();
    if (m_block.count == 0) {
        m_lastNumber = message.number;
        m_lastAt = 0;
    }
    session::append(m_block, message, m_lastNumber, m_lastAt);
    m_lastNumber = message.number;
    m_lastAt = qMax(m_lastAt, qint64(message.at.count()));
    m_grown = true;
}

void BlockFiller::finishBlock()
{
    m_fullBytes += m_block.size();
    m_full.append(std::exchange(m_block, {}));
    m_block.payloads.reserve(MessageBlock::WantedSize); // the next one will be full as well
}

QList<MessageBlock> BlockFiller::take()
{
    if (m_grown) {
        m_full.append(m_block);
        if (m_block.size() >= GrowingSize)
            m_block = {};
    }
    m_grown = false;
    m_fullBytes = 0;
    return std::exchange(m_full, {});
}

} // namespace wirewise::session
