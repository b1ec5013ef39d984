#pragma once

#include "observation/exchange.h"
#include "probe/address.h"
#include "probe/resolver.h"
#include "probe/socket.h"
#include "wire/response.h"
#include "wire/tunnel.h"

#include <deque>
#include <memory>
#include <optional>

namespace wirewise::probe {

/// What the flow wants done. The driver does it and reports what comes of it.
struct Step
{
    enum class Kind {
        FindProxy,   ///< answer with proxyFound()
        Resolve,     ///< data is the host; answer with nameResolved()
        Connect,     ///< attempt, address, port; answer with connected() or connectFailed()
        UseAttempt,  ///< the stream of this attempt is the connection from now on
        DropAttempt, ///< close it
        StartTls,    ///< answer with tlsReady() or tlsFailed()
        Write,  ///< data through TLS if there is any; answer with written() once the system has all of it
        Finish, ///< exchange() is final
    };
    Kind kind = Kind::Finish;
    QByteArray data;
    Address address;
    quint16 port = 0;
    int attempt = -1;
};

/// The course of one probe: events with their times in, steps and an Exchange out. No socket, no clock.
/// Times count from the start of the exchange and never go back.
class Flow
{
public:
    using Duration = observation::Duration;
    enum class Phase {
        Idle,
        FindingProxy,
        Resolving,
        Connecting,
        Tunnelling,
        Securing,
        Held,
        Sending,
        Waiting,
        Receiving,
        Done
    };

    /// A second address is tried beside the first after this long (RFC 8305 section 5).
    static constexpr Duration AttemptDelay{250'000};
    /// The end of an answer without a length is taken for granted after this much silence.
    static constexpr Duration SilenceWithoutLength{1'000'000};
    /// The same for what is not HTTP.
    static constexpr Duration SilenceAfterForeignBytes{300'000};
    /// Bytes of a body that a diagnosis is made from; more is cut, and the exchange says so.
    static constexpr qint64 MaximumBody = 1024 * 1024;
    /// What may come besides the body: heads, chunk lines.
    static constexpr qint64 MaximumBesides = 512 * 1024;
    static constexpr qint64 MaximumReceived = MaximumBody + MaximumBesides;
    static constexpr qint64 MaximumForeign = 64 * 1024;
    static constexpr qsizetype MaximumArrivals = 4096;
    static constexpr qsizetype MaximumAttempts = 10;

    /// With hold the request waits for release().
    Flow(observation::Probe probe, QByteArray request, bool hold);

    /// Before start(): less of a body than MaximumBody is kept.
    void setMaximumBody(qint64 bytes);
    void start(Duration now);
    void proxyFound(Duration now, const observation::ProxyChoice &proxy);
    void nameResolved(Duration now, const NameAnswer &answer);
    void connected(Duration now, int attempt, quint16 localPort);
    void connectFailed(Duration now, int attempt, const ConnectFailure &failure);
    void tlsReady(Duration now);
    /// Facts say why (setTlsFacts()); also after tlsReady(), where the peer refuses with the first read.
    void tlsFailed(Duration now);
    void written(Duration now);
    void bytes(Duration now, const QByteArray &data);
    /// ClosedByPeer or ResetByPeer, after all bytes.
    void ended(Duration now, observation::StreamEnd how);
    /// Something of this computer's stands in the way; detail in plain words.
    void failLocally(Duration now, const QString &detail);
    void tick(Duration now);
    void release(Duration now);
    void cancel(Duration now);
    void setTimeout(Duration now, std::chrono::milliseconds timeout);
    void setTlsFacts(const observation::TlsFacts &facts) { m_exchange.connection.tls = facts; }
    /// This computer has no network: a failure to find or reach the host says nothing about it.
    void blameOffline() { m_exchange.outcome = observation::Outcome::Offline; }

    [[nodiscard]] std::optional<Step> nextStep();
    /// When tick() is due at the latest; nothing when only events matter.
    [[nodiscard]] std::optional<Duration> deadline() const;
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isDone() const { return m_phase == Phase::Done; }
    [[nodiscard]] const observation::Exchange &exchange() const { return m_exchange; }
    /// After a 101: the bytes behind its head.
    [[nodiscard]] QByteArray takeRest() { return m_parser.takeRest(); }

private:
    void enter(Phase phase, Duration now);
    void push(Step step) { m_steps.push_back(std::move(step)); }
    void startNextAttempt(Duration now);
    void allAttemptsFailed(Duration now);
    void abandonAttempts(Duration now, observation::Outcome outcome);
    void tunnelMoved(Duration now);
    void streamOpen(Duration now);
    void readyToSend(Duration now);
    void sendRequest(Duration now);
    void take(Duration now, const QByteArray &data);
    void readEvents(Duration now);
    void phaseTimedOut(Duration now);
    void proxyFailed(Duration now, observation::ProxyFacts::Result result, const QString &detail);
    void finish(Duration now, observation::Outcome outcome, const QString &detail = {});
    void finishAnswered(Duration now, observation::StreamEnd end);
    [[nodiscard]] bool isProxied() const { return m_exchange.connection.proxy.has_value(); }
    [[nodiscard]] std::optional<Duration> silenceLimit() const;

    struct Attempt
    {
        bool running = false;
        Duration startedAt{0};
    };

    observation::Exchange m_exchange;
    observation::ProxyChoice m_proxy;
    QByteArray m_request;
    wire::ResponseParser m_parser;
    std::unique_ptr<wire::Tunnel> m_tunnel;
    std::deque<Step> m_steps;
    QList<Address> m_addresses;
    QList<Attempt> m_attempts; ///< of m_addresses, those started so far
    QByteArray m_early;        ///< came before the request was sent
    Phase m_phase = Phase::Idle;
    qint64 m_maximumReceived = MaximumReceived;
    Duration m_timeout{0};
    Duration m_phaseStart{0};
    Duration m_heldFor{0};
    Duration m_lastBytes{0};
    Duration m_connectStart{0};
    std::optional<Duration> m_nextAttemptAt;
    bool m_hold = false;
    bool m_headSeen = false;
};

} // namespace wirewise::probe
