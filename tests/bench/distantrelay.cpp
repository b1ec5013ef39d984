#include "bench/distantrelay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>

namespace wirewise::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// One direction: what was read, and when it comes out. An empty portion is the end.
class Way
{
public:
    Way(int from, int to, Clock::duration delay, Clock::time_point opensAt)
        : m_from(from)
        , m_to(to)
        , m_delay(delay)
        , m_opensAt(opensAt)
    {
    }

    [[nodiscard]] int source() const { return m_readEnded ? -1 : m_from; }
    [[nodiscard]] bool isOver() const { return m_over; }
    [[nodiscard]] std::optional<Clock::time_point> due() const
    {
        return m_onTheWay.empty() ? std::nullopt : std::optional(m_onTheWay.front().at);
    }

    void read()
    {
        std::array<char, 16 * 1024> portion;
        const ssize_t size = recv(m_from, portion.data(), portion.size(), 0);
        m_readEnded = size <= 0;
        m_onTheWay.push_back({std::max(Clock::now(), m_opensAt) + m_delay,
                              std::string(portion.data(), static_cast<size_t>(std::max<ssize_t>(size, 0)))});
    }

    void deliver()
    {
        while (!m_onTheWay.empty() && m_onTheWay.front().at <= Clock::now()) {
            const std::string &bytes = m_onTheWay.front().bytes;
            if (bytes.empty()) {
                shutdown(m_to, SHUT_WR);
                m_over = true;
            } else if (send(m_to, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) {
                m_over = m_readEnded = true;
            }
            m_onTheWay.pop_front();
        }
    }

private:
    struct Portion
    {
        Clock::time_point at;
        std::string bytes;
    };

    int m_from, m_to;
    Clock::duration m_delay;
    Clock::time_point m_opensAt;
    std::deque<Portion> m_onTheWay;
    bool m_readEnded = false;
    bool m_over = false;
};

int connectTo(quint16 port)
{
    const int target = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    connect(target, reinterpret_cast<sockaddr *>(&address), sizeof address);
    return target;
}

timespec until(const std::optional<Clock::time_point> &due)
{
    const auto left = due ? std::max(Clock::duration(0), *due - Clock::now()) : std::chrono::hours(1);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    return {seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
}

void pass(int client, quint16 port, Clock::duration oneWay)
{
    const int target = connectTo(port);
    const int on = 1;
    for (const int socket : {client, target}) {
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    const Clock::time_point begin = Clock::now();
    std::array<Way, 2> ways{Way(client, target, oneWay, begin + 2 * oneWay),
                            Way(target, client, oneWay, begin)};
    while (!ways[0].isOver() || !ways[1].isOver()) {
        std::array<pollfd, 2> sources{pollfd{ways[0].source(), POLLIN, 0}, {ways[1].source(), POLLIN, 0}};
        std::optional<Clock::time_point> due = ways[0].due();
        if (ways[1].due() && (!due || *ways[1].due() < *due)) {
            due = ways[1].due();
        }
        const timespec wait = until(due);
        ppoll(sources.data(), sources.size(), &wait, nullptr);
        for (size_t i = 0; i < ways.size(); ++i) {
            if (sources.at(i).revents != 0) {
                ways.at(i).read();
            }
            ways.at(i).deliver();
        }
    }
    close(target);
    close(client);
}

} // namespace

DistantRelay::DistantRelay(quint16 target, std::chrono::milliseconds oneWay)
    : m_process([target, oneWay](int client) { pass(client, target, oneWay); })
{
}

} // namespace wirewise::bench
