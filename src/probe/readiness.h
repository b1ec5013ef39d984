#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>

namespace wirewise::probe {

/// Tells from the event loop that a descriptor can be read or written. Belongs to the thread that made it.
/// A QSocketNotifier is an object for each direction and wakes its event loop with every change; here all
/// descriptors of a thread share one epoll, and the event loop looks after that alone.
class Readiness
{
public:
    /// Watches nothing yet. The descriptor stays the caller's, and open for as long as this lives. Either
    /// function may destroy this.
    Readiness(int descriptor, std::function<void()> readable, std::function<void()> writable);
    ~Readiness();
    Readiness(const Readiness &) = delete;
    Readiness &operator=(const Readiness &) = delete;

    /// False if the system has no descriptor left to watch with; errno tells.
    [[nodiscard]] bool isUsable() const;
    void setReading(bool on);
    void setWriting(bool on);

private:
    class Poller;
    void want(quint32 events);
    void arm(quint32 events);

    std::shared_ptr<Poller> m_poller; ///< of this thread
    quint64 m_id = 0;
    int m_descriptor = -1;
    quint32 m_wanted = 0;
    quint32 m_armed = 0; ///< what the system watches for: at least what is wanted
    std::function<void()> m_readable, m_writable;
};

} // namespace wirewise::probe
