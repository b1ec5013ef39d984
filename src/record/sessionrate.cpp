#include "record/sessionrate.h"

#include "session/blockwalk.h"

#include <QElapsedTimer>

#include <limits>

namespace wirewise::record {

namespace {

using observation::Duration;
using observation::RateBuckets;
using session::BlockCursor;
using session::BlockWalk;
using session::MessageBlock;

/// What one transaction takes: a writer waits no longer.
constexpr qint64 LongestSlice = 5; // milliseconds
/// Up to so many messages each is counted; of more, this many blocks are read and the others lie between.
constexpr qint64 MostCounted = 1'000'000;
constexpr qint64 Samples = 4 * RateBuckets::Most;

/// What one block says about the messages around it.
struct Sample
{
    qint64 first = 0, last = 0; ///< numbers; 0 where it could not be read
    Duration from{0}, to{0};
    qint64 sent = 0, all = 0;
};

/// Counts the messages of a block behind the number `last`.
Sample addTo(RateBuckets &rate, const MessageBlock &block, qint64 last)
{
    Sample sample;
    BlockCursor cursor(block);
    while (cursor.next()) {
        if (cursor.number() <= last)
            continue;
        last = sample.last = cursor.number();
        const bool sent = cursor.direction() == wire::Direction::Sent;
        rate.add(cursor.at(), last, sent ? 0 : 1, sent ? 1 : 0);
        if (cursor.opcode() == wire::Opcode::Close)
            rate.addClose(cursor.at());
        if (sample.first == 0) {
            sample.first = last;
            sample.from = cursor.at();
        }
        sample.to = cursor.at();
        sample.sent += sent ? 1 : 0;
        ++sample.all;
    }
    return sample;
}

/// Counts what lies between two blocks as if it had come evenly, sent and received as in them.
void addBetween(RateBuckets &rate, const Sample &before, const Sample &after)
{
    const qint64 count = after.first - before.last - 1;
    const qint64 known = before.all + after.all;
    if (before.last == 0 || count <= 0 || known == 0)
        return;
    const Duration span = qMax(Duration(0), after.from - before.to);
    const qint64 parts = qBound(qint64(1), qint64(span / rate.width()) + 1, qint64(RateBuckets::Most));
    qint64 done = 0, doneSent = 0;
    for (qint64 part = 1; part <= parts; ++part) {
        const qint64 now = count * part / parts;
        const qint64 sent = now * (before.sent + after.sent) / known;
        rate.add(before.to + span * (2 * part - 1) / (2 * parts), before.last + 1 + done,
                 now - done - (sent - doneSent), sent - doneSent);
        done = now;
        doneSent = sent;
    }
}

qint64 lastNumber(BlockWalk &walk)
{
    qint64 last = 0;
    (void)walk.before(std::numeric_limits<qint64>::max(), [&last](const MessageBlock &block) {
        BlockCursor cursor(block);
        while (cursor.next())
            last = cursor.number();
        return last == 0;
    });
    return last;
}

RateBuckets countAll(BlockWalk &walk, const std::atomic<bool> &cancelled)
{
    RateBuckets rate;
    qint64 last = 0;
    bool hasMore = true;
    while (hasMore && !cancelled) {
        QElapsedTimer slice;
        slice.start();
        const qint64 before = last;
        hasMore = walk.from(last + 1, [&](const MessageBlock &block) {
            last = qMax(last, addTo(rate, block, last).last);
            return !cancelled && slice.elapsed() < LongestSlice;
        });
        hasMore = hasMore && last > before;
    }
    return rate;
}

RateBuckets estimate(BlockWalk &walk, qint64 last, const std::atomic<bool> &cancelled)
{
    RateBuckets rate;
    Sample before;
    for (qint64 i = 0; i <= Samples && !cancelled; ++i) {
        const qint64 number = 1 + (last - 1) * i / Samples;
        if (number <= before.last)
            continue;
        Sample sample;
        (void)walk.from(number, [&](const MessageBlock &block) {
            sample = addTo(rate, block, before.last);
            return false;
        });
        if (sample.last == 0)
            continue;
        addBetween(rate, before, sample);
        before = sample;
    }
    return rate;
}

} // namespace

RateBuckets readRate(const QString &path, const std::atomic<bool> &cancelled)
{
    auto walk = BlockWalk::open(path, BlockWalk::Content::Headers);
    if (!walk)
        return {};
    const qint64 last = lastNumber(*walk);
    return last <= MostCounted ? countAll(*walk, cancelled) : estimate(*walk, last, cancelled);
}

} // namespace wirewise::record
