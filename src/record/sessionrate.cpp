#include "record/sessionrate.h"

#include "session/blockwalk.h"

namespace wirewise::record {

observation::RateBuckets readRate(const QString &path, const std::atomic<bool> &cancelled)
{
    constexpr qint64 Slice = 256 * 1024;
    observation::RateBuckets rate;
    auto walk = session::BlockWalk::open(path, session::BlockWalk::Content::Headers);
    qint64 last = 0;
    bool hasMore = walk.has_value();
    while (hasMore && !cancelled) {
        hasMore = false;
        for (const session::MessageBlock &block : walk->from(last + 1, Slice)) {
            session::BlockCursor cursor(block);
            while (cursor.next()) {
                if (cursor.number() <= last)
                    continue;
                last = cursor.number();
                hasMore = true;
                const bool sent = cursor.direction() == wire::Direction::Sent;
                rate.add(cursor.at(), last, sent ? 0 : 1, sent ? 1 : 0);
                if (cursor.opcode() == wire::Opcode::Close)
                    rate.addClose(cursor.at());
            }
        }
    }
    return rate;
}

} // namespace wirewise::record
