#include "probe/socket.h"

#include "probe/readiness.h"

#include <cerrno>
#include <cstring>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wirewise::probe {

using observation::Outcome;
using observation::StreamEnd;

namespace {

struct SystemAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

/// A literal with its scope, which inet_pton() does not take.
std::optional<SystemAddress> toSystem(const Address &address, quint16 port)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_family = address.ipv6 ? AF_INET6 : AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(address.text.constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return {};
    SystemAddress result;
    result.length = found->ai_addrlen;
    std::memcpy(&result.storage, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return result;
}

Outcome outcomeOf(int error)
{
    switch (error) {
    case ECONNREFUSED:
    case ECONNRESET: // RST to the SYN of a simultaneous open, or from a filter
        return Outcome::Refused;
    case ETIMEDOUT:
        return Outcome::ConnectTimedOut;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EHOSTDOWN:
    case ENETDOWN:
    case EACCES: // "prohibited" routes and local filters
    case EPERM:
    case EADDRNOTAVAIL:
    case EINVAL: // a link-local address without its scope
        return Outcome::Unreachable;
    default:
        return Outcome::LocalFailure;
    }
}

QString wordsOf(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace

Socket::Socket(std::function<void()> changed)
    : m_changed(std::move(changed))
{
}

Socket::~Socket()
{
    m_readiness.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void Socket::connectTo(const Address &address, quint16 port)
{
    const std::optional<SystemAddress> target = toSystem(address, port);
    if (!target) {
        m_failure = ConnectFailure{Outcome::LocalFailure, QStringLiteral("not an address")};
        return;
    }
    m_descriptor =
        ::socket(target->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
    if (m_descriptor < 0) {
        // A computer without this address family at all cannot reach the host.
        if (errno == EAFNOSUPPORT)
            m_failure = ConnectFailure{Outcome::Unreachable, wordsOf(errno)};
        else
            m_failure = ConnectFailure{Outcome::LocalFailure, wordsOf(errno)};
        return;
    }
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&target->storage), target->length) == 0) {
        m_connected = true;
        watch();
    } else if (errno == EINPROGRESS) {
        watch();
    } else {
        fail(errno);
    }
}

void Socket::watch()
{
    m_readiness = std::make_unique<Readiness>(
        m_descriptor, [this] { onReadable(); }, [this] { onWritable(); });
    if (!m_readiness->isUsable()) {
        fail(EMFILE);
        return;
    }
    if (m_connected)
        m_readiness->setReading(m_reading);
    else
        m_readiness->setWriting(true);
}

void Socket::fail(int error)
{
    m_failure = ConnectFailure{outcomeOf(error), wordsOf(error)};
    if (m_readiness)
        m_readiness->setWriting(false);
}

void Socket::finishConnecting()
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        fail(error);
        return;
    }
    m_connected = true;
    m_readiness->setWriting(!m_output.isEmpty());
    m_readiness->setReading(m_reading);
}

void Socket::onWritable()
{
    if (!m_connected)
        finishConnecting();
    else
        flush();
    tell();
}

void Socket::onReadable()
{
    // Large, so that a flood takes few calls; a portion that fills it well is handed on without a copy.
    static constexpr qsizetype Portion = 256 * 1024;
    static thread_local QByteArray buffer;
    buffer.resize(Portion);
    const ssize_t size = ::recv(m_descriptor, buffer.data(), static_cast<size_t>(Portion), 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (size > 0) {
        if (m_input.isEmpty() && size >= Portion / 4) {
            buffer.truncate(size);
            m_input = std::exchange(buffer, {});
        } else {
            m_input.append(buffer.constData(), size);
        }
    } else {
        m_readiness->setReading(false);
        m_end = size == 0 && !m_resetSeen ? StreamEnd::ClosedByPeer : StreamEnd::ResetByPeer;
    }
    tell();
}

void Socket::setReading(bool on)
{
    m_reading = on;
    if (m_connected && m_end == StreamEnd::Open)
        m_readiness->setReading(on);
}

void Socket::tell()
{
    const auto changed = m_changed; // the callee may destroy this socket
    changed();
}

void Socket::write(const QByteArray &bytes)
{
    if (m_descriptor < 0 || m_resetSeen || bytes.isEmpty())
        return;
    m_output.append(bytes);
    if (m_connected)
        flush();
}

void Socket::flush()
{
    qsizetype done = 0;
    while (done < m_output.size()) {
        const ssize_t size = ::send(m_descriptor, m_output.constData() + done,
                                    static_cast<size_t>(m_output.size() - done), MSG_NOSIGNAL);
        if (size >= 0) {
            done += size;
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            // The system reports a reset only once, to the first call that meets it; what was received before
            // can still be read, and its end is told by reading.
            m_resetSeen = errno == ECONNRESET;
            done = m_output.size();
        }
        break;
    }
    m_output.remove(0, done);
    m_readiness->setWriting(!m_output.isEmpty());
}

void Socket::shutdown()
{
    if (m_connected)
        ::shutdown(m_descriptor, SHUT_WR);
}

quint16 Socket::localPort() const
{
    sockaddr_storage local{};
    socklen_t length = sizeof local;
    if (m_descriptor < 0 || ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&local), &length) != 0)
        return 0;
    if (local.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(local).sin6_port);
    return ntohs(reinterpret_cast<const sockaddr_in &>(local).sin_port);
}

} // namespace wirewise::probe
