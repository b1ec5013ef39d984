#pragma once

#include "session/blockfiller.h"

#include <QList>
#include <QMutex>

#include <atomic>
#include <chrono>
#include <deque>
#include <optional>

namespace wirewise::record {

/// Messages on their way to the thread that writes them, in batches of blocks. One thread adds, another one
/// takes. The writer fetches them by itself, so that what was added is written even if the adding thread
/// hangs (in the output to a terminal that somebody has stopped).
class MessageQueue
{
public:
    /// A batch that large is written at once.
    static constexpr qint64 BatchBytes = 2 * 1024 * 1024;
    /// More waiting than this, or longer: whoever adds should read no further until it has become less.
    static constexpr qint64 BehindAbove = 6 * 1024 * 1024;
    static constexpr std::chrono::milliseconds BehindAfter{700};
    static constexpr qint64 CaughtUpBelow = 2 * 1024 * 1024;

    struct Batch
    {
        QList<session::MessageBlock> blocks;
        qint64 bytes = 0; ///< that they take in memory
        std::chrono::steady_clock::time_point since;
    };
    /// What the writer has to be told.
    enum class Wake { No, Soon, Now };

    [[nodiscard]] Wake add(const observation::MessageViews &messages);
    /// The oldest batch; one that is still being filled only if `unfilled` is set.
    [[nodiscard]] std::optional<Batch> take(bool unfilled);
    /// The batch that was taken is on disk, or will never be.
    void done(const Batch &batch);

    /// Bytes that wait or are being written. Any thread.
    [[nodiscard]] qint64 bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    /// Too many bytes wait, or the oldest for too long. Any thread.
    [[nodiscard]] bool isBehind() const;
    [[nodiscard]] bool hasCaughtUp() const { return bytes() < CaughtUpBelow && !isBehind(); }

private:
    [[nodiscard]] Batch takeFilling();

    mutable QMutex m_mutex;
    std::deque<Batch> m_full;
    session::BlockFiller m_filling;
    std::chrono::steady_clock::time_point m_fillingSince;
    std::optional<std::chrono::steady_clock::time_point> m_writingSince;
    std::atomic<qint64> m_bytes{0};
};

} // namespace wirewise::record
