#include "probe/readiness.h"

#include <QSocketNotifier>

#include <array>
#include <unordered_map>

#include <sys/epoll.h>
#include <unistd.h>

namespace wirewise::probe {

namespace {

// A peer that is gone makes a descriptor readable and writable: the calls that follow tell why.
constexpr quint32 MeansReadable = EPOLLIN | EPOLLHUP | EPOLLERR;
constexpr quint32 MeansWritable = EPOLLOUT | EPOLLHUP | EPOLLERR;

} // namespace

/// One epoll, for as long as its thread has descriptors to watch.
class Readiness::Poller : public std::enable_shared_from_this<Poller>
{
public:
    static std::shared_ptr<Poller> ofThisThread()
    {
        static thread_local std::weak_ptr<Poller> current;
        std::shared_ptr<Poller> poller = current.lock();
        if (!poller) {
            poller = std::make_shared<Poller>();
            current = poller;
        }
        return poller;
    }

    Poller()
        : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
        , m_notifier(QSocketNotifier::Read)
    {
        if (m_epoll < 0)
            return;
        m_notifier.setSocket(m_epoll);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { deliver(); });
        m_notifier.setEnabled(true);
    }

    ~Poller()
    {
        m_notifier.setEnabled(false);
        if (m_epoll >= 0)
            ::close(m_epoll);
    }

    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    [[nodiscard]] int descriptor() const { return m_epoll; }

    quint64 add(Readiness *readiness)
    {
        m_watched.emplace(++m_lastId, readiness);
        return m_lastId;
    }

    void remove(quint64 id) { m_watched.erase(id); }

private:
    [[nodiscard]] Readiness *find(quint64 id) const
    {
        const auto found = m_watched.find(id);
        return found == m_watched.end() ? nullptr : found->second;
    }

    void deliver()
    {
        const std::shared_ptr<Poller> alive = shared_from_this(); // the last descriptor may go meanwhile
        std::array<epoll_event, 64> events{};
        const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 0);
        for (int i = 0; i < count; ++i)
            deliver(events[static_cast<size_t>(i)]);
    }

    /// Whoever is told may destroy what is watched, also that of events which come after this one.
    void deliver(const epoll_event &event)
    {
        const quint64 id = event.data.u64;
        Readiness *readiness = find(id);
        if (!readiness)
            return;
        const bool isWritable = (event.events & MeansWritable) != 0 && (readiness->m_wanted & EPOLLOUT) != 0;
        const bool isReadable = (event.events & MeansReadable) != 0 && (readiness->m_wanted & EPOLLIN) != 0;
        // Not before: most who stop reading go on, or leave, and nothing has come until then.
        if (!isWritable && !isReadable)
            readiness->arm(readiness->m_wanted);
        if (isWritable) {
            const auto writable = readiness->m_writable;
            writable();
        }
        readiness = isReadable ? find(id) : nullptr;
        if (readiness && (readiness->m_wanted & EPOLLIN) != 0) {
            const auto readable = readiness->m_readable;
            readable();
        }
    }

    int m_epoll;
    QSocketNotifier m_notifier;
    std::unordered_map<quint64, Readiness *> m_watched;
    quint64 m_lastId = 0;
};

Readiness::Readiness(int descriptor, std::function<void()> readable, std::function<void()> writable)
    : m_poller(Poller::ofThisThread())
    , m_id(m_poller->add(this))
    , m_descriptor(descriptor)
    , m_readable(std::move(readable))
    , m_writable(std::move(writable))
{
}

Readiness::~Readiness()
{
    arm(0);
    m_poller->remove(m_id);
}

bool Readiness::isUsable() const
{
    return m_poller->descriptor() >= 0;
}

void Readiness::setReading(bool on)
{
    want(on ? m_wanted | EPOLLIN : m_wanted & ~quint32(EPOLLIN));
}

void Readiness::setWriting(bool on)
{
    want(on ? m_wanted | EPOLLOUT : m_wanted & ~quint32(EPOLLOUT));
}

void Readiness::want(quint32 events)
{
    m_wanted = events;
    if ((events & ~m_armed) != 0)
        arm(events);
}

void Readiness::arm(quint32 events)
{
    if (events == m_armed)
        return;
    epoll_event event{};
    event.events = events;
    event.data.u64 = m_id;
    const int change = m_armed == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    ::epoll_ctl(m_poller->descriptor(), change, m_descriptor, &event);
    m_armed = events;
}

} // namespace wirewise::probe
