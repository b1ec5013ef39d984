#include "probe/background.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace wirewise::probe {

namespace {

/// Never destroyed: its threads are detached and may outlive main() inside a call of the system's.
class Threads
{
public:
    static Threads &instance()
    {
        static auto *const threads = new Threads;
        return *threads;
    }

    void run(std::function<void()> call)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(call));
        if (m_idle >= static_cast<int>(m_waiting.size()) || m_count >= Maximum) {
            m_condition.notify_one();
            return;
        }
        ++m_count;
        std::thread([this] { work(); }).detach();
    }

private:
    static constexpr int Maximum = 32;
    static constexpr std::chrono::seconds KeptIdle{10};

    void work()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            ++m_idle;
            const bool more = m_condition.wait_for(lock, KeptIdle, [this] { return !m_waiting.empty(); });
            --m_idle;
            if (!more)
                break;
            const std::function<void()> call = std::move(m_waiting.front());
            m_waiting.pop_front();
            lock.unlock();
            call();
            lock.lock();
        }
        --m_count;
    }

    std::mutex m_mutex;
    std::condition_variable m_condition;
    std::deque<std::function<void()>> m_waiting;
    int m_count = 0;
    int m_idle = 0;
};

} // namespace

void runInBackground(std::function<void()> call)
{
    Threads::instance().run(std::move(call));
}

} // namespace wirewise::probe
