#pragma once

#include "probe/socket.h"
#include "probe/tls.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::probe {

/// A connected socket with TLS over it if asked for: clear bytes in and out.
/// `changed` is called as the last thing a step does: the callee may destroy the channel.
class Channel
{
public:
    Channel(std::unique_ptr<Socket> socket, std::function<void()> changed);
    ~Channel();
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    void setChanged(std::function<void()> changed) { m_changed = std::move(changed); }
    /// From here on all bytes go through TLS; tlsState() tells at once if the options are unusable.
    void startTls(const TlsOptions &options);
    [[nodiscard]] TlsClient *tls() { return m_tls ? &*m_tls : nullptr; }

    void write(const QByteArray &bytes);
    /// Bytes of the peer since the last call, in clear.
    [[nodiscard]] QByteArray takeInput() { return std::exchange(m_input, {}); }
    /// Off: what comes waits in the operating system.
    void setReading(bool on) { m_socket->setReading(on); }
    /// How the peer ended the stream; Open while it has not. Its last bytes come with or before it.
    [[nodiscard]] observation::StreamEnd end() const { return m_end; }
    /// Whether the operating system has all that was written.
    [[nodiscard]] bool isFlushed() const { return m_socket->pending() == 0; }
    [[nodiscard]] qsizetype pending() const { return m_socket->pending(); }
    /// Ends the sending side: close_notify, FIN.
    void shutdown();

private:
    void onSocket();
    void feedTls(const QByteArray &bytes);
    void flushTls();

    std::unique_ptr<Socket> m_socket;
    std::optional<TlsClient> m_tls;
    QElapsedTimer m_tlsClock;
    std::function<void()> m_changed;
    QByteArray m_input;
    observation::StreamEnd m_end = observation::StreamEnd::Open;
};

} // namespace wirewise::probe
