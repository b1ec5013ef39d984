#pragma once

#include "bench/medians.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QThread>

#include <sys/resource.h>

#include <atomic>

namespace wirewise::bench {

/// What the GUI thread did between two moments in which its event loop could wait for something new.
struct Turns
{
    std::vector<float> wall; ///< milliseconds
    std::vector<float> cpu;  ///< milliseconds, user and system
    qint64 waits = 0;        ///< turns in which the thread gave the processor away by itself: a lock, a disk

    [[nodiscard]] static double percentile(std::vector<float> values, double share)
    {
        if (values.empty()) {
            return 0;
        }
        const auto place = static_cast<size_t>(share * static_cast<double>(values.size() - 1));
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
        std::nth_element(values.begin(), at, values.end());
        return *at;
    }
};

/// An application that measures each turn of its event loop.
class MeasuredApplication : public QApplication
{
public:
    MeasuredApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
        const auto *loop = QAbstractEventDispatcher::instance();
        connect(loop, &QAbstractEventDispatcher::awake, this, [this] { endTurn(); });
        connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { endTurn(); });
    }

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Events of other threads come this way, too.
        if (!m_inTurn.load(std::memory_order_relaxed) && QThread::currentThread() == thread()) {
            m_inTurn = true;
            m_wall = secondsOf(CLOCK_MONOTONIC);
            m_cpu = secondsOf(CLOCK_THREAD_CPUTIME_ID);
            m_switches = switches();
        }
        return QApplication::notify(receiver, event);
    }

    /// What was measured since the last call.
    [[nodiscard]] Turns takeTurns() { return std::exchange(m_turns, {}); }

private:
    static qint64 switches()
    {
        rusage usage{};
        getrusage(RUSAGE_THREAD, &usage);
        return usage.ru_nvcsw;
    }

    void endTurn()
    {
        if (!m_inTurn) {
            return;
        }
        m_inTurn = false;
        m_turns.wall.push_back(static_cast<float>((secondsOf(CLOCK_MONOTONIC) - m_wall) * 1e3));
        m_turns.cpu.push_back(static_cast<float>((secondsOf(CLOCK_THREAD_CPUTIME_ID) - m_cpu) * 1e3));
        m_turns.waits += switches() != m_switches ? 1 : 0;
    }

    Turns m_turns;
    std::atomic<bool> m_inTurn = false;
    double m_wall = 0, m_cpu = 0;
    qint64 m_switches = 0;
};

} // namespace wirewise::bench
