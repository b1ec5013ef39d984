#include "probe/flow.h"

namespace wirewise::probe {

using observation::Outcome;
using observation::ProxyFacts;
using observation::StreamEnd;

std::optional<Flow::Duration> Flow::silenceLimit() const
{
    if (m_phase == Phase::Tunnelling && m_tunnel->state() == wire::TunnelState::Refused)
        return SilenceWithoutLength;
    if (m_phase != Phase::Receiving)
        return {};
    if (m_exchange.notHttp)
        return SilenceAfterForeignBytes;
    if (m_headSeen && m_parser.current() && m_parser.current()->framing == wire::Framing::UntilClose)
        return SilenceWithoutLength;
    return {};
}

std::optional<Flow::Duration> Flow::deadline() const
{
    if (m_phase == Phase::Idle || m_phase == Phase::Done || m_phase == Phase::Held)
        return {};
    // Two limits in all, wherever they are spent: nobody waits for a peer that is slow in every phase.
    Duration due = qMin(m_phaseStart + m_timeout, 2 * m_timeout + m_heldFor);
    if (m_phase == Phase::Connecting && m_nextAttemptAt)
        due = qMin(due, *m_nextAttemptAt);
    if (const auto silence = silenceLimit())
        due = qMin(due, m_lastBytes + *silence);
    return due;
}

void Flow::tick(Duration now)
{
    const auto due = deadline();
    if (!due || now < *due)
        return;
    if (m_phase == Phase::Connecting && m_nextAttemptAt && now >= *m_nextAttemptAt &&
        now < qMin(m_phaseStart + m_timeout, 2 * m_timeout + m_heldFor)) {
        startNextAttempt(now);
        return;
    }
    phaseTimedOut(now);
}

void Flow::phaseTimedOut(Duration now)
{
    switch (m_phase) {
    case Phase::FindingProxy:
    case Phase::Resolving:
        m_exchange.timing.name = now - m_phaseStart;
        if (isProxied())
            proxyFailed(now, ProxyFacts::Result::TimedOut, {});
        else
            finish(now, Outcome::NameTimedOut);
        break;
    case Phase::Connecting:
        abandonAttempts(now, Outcome::ConnectTimedOut);
        allAttemptsFailed(now);
        break;
    case Phase::Tunnelling:
        proxyFailed(now,
                    m_tunnel->state() == wire::TunnelState::Negotiating ? ProxyFacts::Result::TimedOut
                                                                        : m_exchange.connection.proxy->result,
                    m_exchange.connection.proxy->detail);
        break;
    case Phase::Securing:
        m_exchange.timing.tls = now - m_phaseStart;
        finish(now, Outcome::TlsTimedOut);
        break;
    case Phase::Sending:
    case Phase::Waiting:
        m_exchange.timing.wait = m_phase == Phase::Waiting ? now - m_phaseStart : Duration(0);
        m_exchange.end = StreamEnd::TimedOut;
        finish(now, Outcome::TimedOut);
        break;
    case Phase::Receiving:
        finishAnswered(now, StreamEnd::TimedOut);
        break;
    default:
        break;
    }
}

void Flow::setTimeout(Duration now, std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
    m_exchange.probe.settings.timeout = timeout;
    tick(now);
}

} // namespace wirewise::probe
