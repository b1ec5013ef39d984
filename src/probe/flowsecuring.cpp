#include "probe/flow.h"
#include "probe/proxy.h"

namespace wirewise::probe {

using observation::Outcome;
using observation::ProxyFacts;
using observation::StreamEnd;

void Flow::tunnelMoved(Duration now)
{
    const QByteArray out = m_tunnel->takeOutgoing();
    if (!out.isEmpty())
        push({Step::Kind::Write, out, {}, 0, -1});
    ProxyFacts &facts = *m_exchange.connection.proxy;
    readTunnel(*m_tunnel, m_proxy, facts);
    if (m_tunnel->state() == wire::TunnelState::Negotiating)
        return;
    m_exchange.timing.connect = now - m_connectStart;
    if (m_tunnel->state() == wire::TunnelState::Open) {
        const QByteArray rest = m_tunnel->takeRest();
        streamOpen(now);
        if (!rest.isEmpty())
            bytes(now, rest);
        return;
    }
    if (!m_tunnel->wantsMore())
        proxyFailed(now, facts.result, facts.detail);
}

void Flow::proxyFailed(Duration now, ProxyFacts::Result result, const QString &detail)
{
    m_exchange.connection.proxy->result = result;
    m_exchange.connection.proxy->detail = detail;
    finish(now, Outcome::ProxyFailed, detail);
}

void Flow::streamOpen(Duration now)
{
    if (!m_exchange.probe.preamble.isEmpty())
        push({Step::Kind::Write, m_exchange.probe.preamble, {}, 0, -1});
    if (!m_exchange.probe.endpoint.secure) {
        readyToSend(now);
        return;
    }
    enter(Phase::Securing, now);
    push({Step::Kind::StartTls, {}, {}, 0, -1});
}

void Flow::tlsReady(Duration now)
{
    if (m_phase != Phase::Securing)
        return;
    m_exchange.timing.tls = now - m_phaseStart;
    readyToSend(now);
}

void Flow::tlsFailed(Duration now)
{
    if (m_phase == Phase::Done)
        return;
    if (m_phase == Phase::Securing)
        m_exchange.timing.tls = now - m_phaseStart;
    if (m_phase == Phase::Receiving) {
        ended(now, StreamEnd::ClosedByPeer);
        return;
    }
    const auto &tls = m_exchange.connection.tls;
    if (tls && tls->result == observation::TlsFacts::Result::ClosedByPeer)
        m_exchange.end = StreamEnd::ClosedByPeer;
    else if (tls && tls->result == observation::TlsFacts::Result::ResetByPeer)
        m_exchange.end = StreamEnd::ResetByPeer;
    finish(now, Outcome::TlsFailed, tls ? tls->detail : QString());
}

} // namespace wirewise::probe
