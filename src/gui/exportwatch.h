#pragma once

#include <QtGlobal>

#include <atomic>

namespace wirewise::gui {

/// Joins an export on another thread with the window that waits for it: the window may end it, and reads how
/// far it is. Every member may be called from any thread.
class ExportWatch
{
public:
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

    /// Messages that were gone through, and how many there will be: twice those of the session, where a
    /// first pass looks for secrets and a second one writes.
    void tell(qint64 done) { m_done.store(done, std::memory_order_relaxed); }
    void expect(qint64 total) { m_total.store(total, std::memory_order_relaxed); }
    [[nodiscard]] qint64 done() const { return m_done.load(std::memory_order_relaxed); }
    [[nodiscard]] qint64 total() const { return m_total.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled = false;
    std::atomic<qint64> m_done = 0, m_total = 0;
};

} // namespace wirewise::gui
