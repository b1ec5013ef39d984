#include "probe/channel.h"

namespace wirewise::probe {

using observation::StreamEnd;

Channel::Channel(std::unique_ptr<Socket> socket, std::function<void()> changed)
    : m_socket(std::move(socket))
    , m_changed(std::move(changed))
{
    m_socket->setChanged([this] { onSocket(); });
}

Channel::~Channel() = default;

void Channel::startTls(const TlsOptions &options)
{
    m_tlsClock.start();
    m_tls.emplace(options);
    const QByteArray early = std::exchange(m_input, {});
    if (!early.isEmpty())
        feedTls(early);
    flushTls();
}

void Channel::onSocket()
{
    const QByteArray bytes = m_socket->takeInput();
    if (m_tls) {
        if (!bytes.isEmpty())
            feedTls(bytes);
        if (m_socket->end() != StreamEnd::Open)
            m_tls->feedEnd(m_socket->end());
        flushTls();
        m_input.append(m_tls->takePlain());
        if (m_tls->state() == TlsClient::State::Ended)
            m_end = m_socket->end() == StreamEnd::Open ? StreamEnd::ClosedByPeer : m_socket->end();
    } else {
        m_input.append(bytes);
        m_end = m_socket->end();
    }
    const auto changed = m_changed; // may destroy this channel
    changed();
}

void Channel::feedTls(const QByteArray &bytes)
{
    m_tls->feed(bytes, std::chrono::duration_cast<observation::Duration>(
                           std::chrono::nanoseconds(m_tlsClock.nsecsElapsed())));
}

void Channel::flushTls()
{
    const QByteArray out = m_tls->takeOutgoing();
    if (!out.isEmpty())
        m_socket->write(out);
}

void Channel::write(const QByteArray &bytes)
{
    if (!m_tls) {
        m_socket->write(bytes);
        return;
    }
    m_tls->write(bytes);
    flushTls();
}

void Channel::shutdown()
{
    if (m_tls) {
        m_tls->shutdown();
        flushTls();
    }
    m_socket->shutdown();
}

} // namespace wirewise::probe
