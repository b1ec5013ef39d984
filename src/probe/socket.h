#pragma once

#include "observation/connectionfacts.h"
#include "probe/address.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::probe {

class Readiness;

/// Why a connection did not come about.
struct ConnectFailure
{
    observation::Outcome outcome = observation::Outcome::LocalFailure;
    QString detail; ///< the system's words
};

/// A TCP client socket of the operating system's, non-blocking. QTcpSocket would tell the end of a
/// stream (FIN) and its reset (RST) alike, which are different findings here.
/// `changed` is called from the event loop, as the last thing a step does: the callee may destroy the socket.
class Socket
{
public:
    explicit Socket(std::function<void()> changed);
    ~Socket();
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    /// Starts to connect. What is known at once is told by isConnected() and failure(), not by `changed`.
    void connectTo(const Address &address, quint16 port);
    /// Used when the socket changes hands.
    void setChanged(std::function<void()> changed) { m_changed = std::move(changed); }

    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] const std::optional<ConnectFailure> &failure() const { return m_failure; }
    [[nodiscard]] quint16 localPort() const;

    /// Off: what comes waits in the operating system. On at first.
    void setReading(bool on);
    /// Bytes that came since the last call.
    [[nodiscard]] QByteArray takeInput() { return std::exchange(m_input, {}); }
    /// Open, ClosedByPeer (FIN) or ResetByPeer (RST); all input came before.
    [[nodiscard]] observation::StreamEnd end() const { return m_end; }

    void write(const QByteArray &bytes);
    /// Bytes not yet handed to the operating system.
    [[nodiscard]] qsizetype pending() const { return m_output.size(); }
    /// Ends the sending side (FIN).
    void shutdown();

private:
    void finishConnecting();
    void fail(int error);
    void watch();
    void onReadable();
    void tell();
    void onWritable();
    void flush();

    std::function<void()> m_changed;
    std::unique_ptr<Readiness> m_readiness;
    int m_descriptor = -1;
    bool m_connected = false;
    bool m_reading = true;
    bool m_resetSeen = false;
    std::optional<ConnectFailure> m_failure;
    QByteArray m_input, m_output;
    observation::StreamEnd m_end = observation::StreamEnd::Open;
};

} // namespace wirewise::probe
