#include "probe/flow.h"

#include "probe/proxy.h"

#include <algorithm>

namespace wirewise::probe {

using observation::Outcome;
using observation::ProxyChoice;
using observation::ProxyFacts;
using observation::StreamEnd;

namespace {

QByteArray methodOf(const QByteArray &request)
{
    return request.left(request.indexOf(' '));
}

/// Which of several failed attempts tells most about the endpoint.
int weightOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Refused:
        return 4;
    case Outcome::ConnectTimedOut:
        return 3;
    case Outcome::Unreachable:
        return 2;
    default:
        return 1;
    }
}

} // namespace

Flow::Flow(observation::Probe probe, QByteArray request, bool hold)
    : m_request(std::move(request))
    , m_parser(methodOf(m_request), {.body = MaximumBody})
    , m_timeout(probe.settings.timeout)
    , m_hold(hold)
{
    m_exchange.probe = std::move(probe);
}

void Flow::setMaximumBody(qint64 bytes)
{
    m_parser = wire::ResponseParser(methodOf(m_request), {.body = bytes});
    m_maximumReceived = bytes + MaximumBesides;
}

std::optional<Step> Flow::nextStep()
{
    if (m_steps.empty())
        return {};
    Step step = std::move(m_steps.front());
    m_steps.pop_front();
    return step;
}

void Flow::enter(Phase phase, Duration now)
{
    m_phase = phase;
    m_phaseStart = now;
}

// ---- the way there

void Flow::start(Duration now)
{
    m_exchange.outcome = Outcome::Running;
    enter(Phase::FindingProxy, now);
    if (const auto choice = proxyWithoutAsking(m_exchange.probe.endpoint, m_exchange.probe.settings))
        proxyFound(now, *choice);
    else
        push({Step::Kind::FindProxy, {}, {}, 0, -1});
}

void Flow::proxyFound(Duration now, const ProxyChoice &proxy)
{
    if (m_phase != Phase::FindingProxy)
        return;
    if (proxy.kind == ProxyChoice::Kind::Https) {
        // CONNECT must not go out in clear where TLS to the proxy was asked for: it may carry a password.
        failLocally(now, QStringLiteral("a proxy that is reached over TLS (https://) is not supported"));
        return;
    }
    m_proxy = proxy;
    const auto &endpoint = m_exchange.probe.endpoint;
    const bool proxied = proxy.kind != ProxyChoice::Kind::None;
    if (proxied) {
        m_exchange.connection.proxy.emplace();
        m_exchange.connection.proxy->kind = proxy.kind;
        m_exchange.connection.proxy->host = proxy.host;
        m_exchange.connection.proxy->port = proxy.port;
    }
    m_exchange.connection.port = proxied ? proxy.port : endpoint.port;
    m_phase = Phase::Resolving; // one limit for both
    push({Step::Kind::Resolve, proxied ? proxy.host : endpoint.host, {}, m_exchange.connection.port, -1});
}

void Flow::nameResolved(Duration now, const NameAnswer &answer)
{
    if (m_phase != Phase::Resolving)
        return;
    m_exchange.timing.name = now - m_phaseStart;
    if (answer.outcome != Outcome::Answered || answer.addresses.isEmpty()) {
        const Outcome outcome = answer.outcome == Outcome::Answered ? Outcome::NameNotFound : answer.outcome;
        if (isProxied())
            proxyFailed(now, ProxyFacts::Result::Unreachable, answer.detail);
        else
            finish(now, outcome, answer.detail);
        return;
    }
    m_addresses = withFamiliesTakingTurns(answer.addresses).mid(0, MaximumAttempts);
    for (const Address &address : std::as_const(m_addresses))
        m_exchange.connection.attempts.append(
            {address.text, address.ipv6, Outcome::NotStarted, Duration(0), {}});
    enter(Phase::Connecting, now);
    m_connectStart = now;
    startNextAttempt(now);
}

void Flow::startNextAttempt(Duration now)
{
    const int index = static_cast<int>(m_attempts.size());
    m_attempts.append({true, now});
    m_exchange.connection.attempts[index].outcome = Outcome::Running;
    push({Step::Kind::Connect, {}, m_addresses.at(index), m_exchange.connection.port, index});
    m_nextAttemptAt.reset();
    if (m_attempts.size() < m_addresses.size())
        m_nextAttemptAt = now + AttemptDelay;
}

void Flow::connected(Duration now, int attempt, quint16 localPort)
{
    if (m_phase == Phase::Done || !m_attempts.at(attempt).running)
        return;
    m_attempts[attempt].running = false;
    auto &record = m_exchange.connection.attempts[attempt];
    record.outcome = Outcome::Answered;
    record.took = now - m_attempts.at(attempt).startedAt;
    if (m_phase != Phase::Connecting) { // the other family works as well, only slower
        push({Step::Kind::DropAttempt, {}, {}, 0, attempt});
        return;
    }
    m_nextAttemptAt.reset();
    m_exchange.connection.address = record.address;
    m_exchange.connection.ipv6 = record.ipv6;
    m_exchange.connection.localPort = localPort;
    m_exchange.timing.connect = now - m_connectStart;
    push({Step::Kind::UseAttempt, {}, {}, 0, attempt});
    if (!isProxied()) {
        streamOpen(now);
        return;
    }
    enter(Phase::Tunnelling, now);
    m_tunnel = std::make_unique<wire::Tunnel>(tunnelThrough(m_proxy, m_exchange.probe.endpoint));
    tunnelMoved(now);
}

void Flow::connectFailed(Duration now, int attempt, const ConnectFailure &failure)
{
    if (m_phase == Phase::Done || !m_attempts.at(attempt).running)
        return;
    m_attempts[attempt].running = false;
    auto &record = m_exchange.connection.attempts[attempt];
    record.outcome = failure.outcome;
    record.detail = failure.detail;
    record.took = now - m_attempts.at(attempt).startedAt;
    push({Step::Kind::DropAttempt, {}, {}, 0, attempt});
    if (m_phase != Phase::Connecting)
        return;
    if (m_attempts.size() < m_addresses.size())
        startNextAttempt(now);
    else if (std::none_of(m_attempts.cbegin(), m_attempts.cend(),
                          [](const Attempt &each) { return each.running; }))
        allAttemptsFailed(now);
}

void Flow::allAttemptsFailed(Duration now)
{
    const auto &attempts = m_exchange.connection.attempts;
    const auto telling =
        std::max_element(attempts.cbegin(), attempts.cend(), [](const auto &a, const auto &b) {
            return weightOf(a.outcome) < weightOf(b.outcome);
        });
    m_exchange.timing.connect = now - m_connectStart;
    if (isProxied())
        proxyFailed(now, ProxyFacts::Result::Unreachable, telling->detail);
    else
        finish(now, telling->outcome, telling->detail);
}

void Flow::abandonAttempts(Duration now, Outcome outcome)
{
    for (int i = 0; i < m_attempts.size(); ++i) {
        if (!m_attempts.at(i).running)
            continue;
        m_attempts[i].running = false;
        m_exchange.connection.attempts[i].outcome = outcome;
        m_exchange.connection.attempts[i].took = now - m_attempts.at(i).startedAt;
        push({Step::Kind::DropAttempt, {}, {}, 0, i});
    }
}

// ---- request and answer

void Flow::readyToSend(Duration now)
{
    enter(Phase::Held, now);
    if (!m_hold)
        sendRequest(now);
}

void Flow::release(Duration now)
{
    m_hold = false;
    if (m_phase == Phase::Held)
        sendRequest(now);
}

void Flow::sendRequest(Duration now)
{
    m_heldFor = now - m_phaseStart;
    enter(Phase::Sending, now);
    m_exchange.sent = m_request;
    push({Step::Kind::Write, m_request, {}, 0, -1});
    if (!m_early.isEmpty())
        take(now, std::exchange(m_early, {}));
}

void Flow::written(Duration now)
{
    if (m_exchange.timing.send || m_exchange.sent.isEmpty() || m_phase == Phase::Done)
        return;
    if (m_phase == Phase::Sending) {
        m_exchange.timing.send = now - m_phaseStart;
        enter(Phase::Waiting, now);
    }
}

void Flow::bytes(Duration now, const QByteArray &data)
{
    if (data.isEmpty())
        return;
    switch (m_phase) {
    case Phase::Tunnelling:
        m_lastBytes = now;
        m_tunnel->receive(data);
        tunnelMoved(now);
        break;
    case Phase::Held:
        m_early.append(data.left(MaximumForeign - m_early.size()));
        break;
    case Phase::Sending:
    case Phase::Waiting:
    case Phase::Receiving:
        take(now, data);
        break;
    default:
        break;
    }
}

void Flow::take(Duration now, const QByteArray &data)
{
    if (m_phase != Phase::Receiving) {
        if (m_phase == Phase::Sending)
            m_exchange.timing.send = now - m_phaseStart;
        m_exchange.timing.wait = m_phase == Phase::Waiting ? now - m_phaseStart : Duration(0);
        enter(Phase::Receiving, now);
    }
    m_lastBytes = now;
    const qint64 limit = m_exchange.notHttp ? MaximumForeign : m_maximumReceived;
    const QByteArray kept = data.left(qMax<qint64>(0, limit - m_exchange.received.size()));
    if (m_exchange.arrivals.size() < MaximumArrivals && !kept.isEmpty())
        m_exchange.arrivals.append({m_exchange.received.size(), now});
    m_exchange.received.append(kept);
    m_parser.feed(kept);
    readEvents(now);
    if (m_phase == Phase::Receiving && kept.size() < data.size()) {
        m_exchange.cut = true;
        finishAnswered(now, StreamEnd::LimitReached);
    }
}

void Flow::readEvents(Duration now)
{
    while (m_phase == Phase::Receiving) {
        const auto event = m_parser.next();
        if (!event)
            return;
        switch (event->kind) {
        case wire::ResponseEvent::Kind::Interim:
            m_exchange.interim.append(event->response);
            break;
        case wire::ResponseEvent::Kind::Head:
            m_headSeen = true;
            m_exchange.response = event->response;
            // RFC 9110 section 7.8: behind a 101 the stream belongs to the other protocol.
            if (event->response.status == 101)
                finishAnswered(now, StreamEnd::Open);
            break;
        case wire::ResponseEvent::Kind::End:
            m_exchange.cut = event->response.end == wire::ResponseEnd::Cut;
            if (m_exchange.cut)
                finishAnswered(now, StreamEnd::LimitReached);
            else
                finishAnswered(now,
                               m_exchange.end == StreamEnd::Open ? StreamEnd::ClosedByUs : m_exchange.end);
            break;
        case wire::ResponseEvent::Kind::NotHttp:
            m_exchange.notHttp = true;
            break;
        }
    }
}

void Flow::ended(Duration now, StreamEnd how)
{
    if (m_phase == Phase::Done || m_phase == Phase::Connecting)
        return;
    m_exchange.end = how;
    switch (m_phase) {
    case Phase::Tunnelling:
        m_tunnel->receiveEnd();
        tunnelMoved(now);
        if (m_phase == Phase::Tunnelling) // neither open nor finally refused
            proxyFailed(now, ProxyFacts::Result::Closed, m_exchange.connection.proxy->detail);
        break;
    case Phase::Receiving:
        m_parser.feedEnd();
        readEvents(now);
        if (m_phase == Phase::Receiving)
            finishAnswered(now, how);
        break;
    default:
        if (!m_early.isEmpty()) {
            m_exchange.received = std::exchange(m_early, {});
            m_parser.feed(m_exchange.received);
            finishAnswered(now, how);
            break;
        }
        finish(now, how == StreamEnd::ResetByPeer ? Outcome::Reset : Outcome::Closed);
        break;
    }
}

void Flow::finishAnswered(Duration now, StreamEnd end)
{
    m_exchange.end = end;
    m_exchange.timing.receive = now - m_phaseStart;
    finish(now, Outcome::Answered);
    m_exchange.readResponse();
}

// ---- the end

void Flow::cancel(Duration now)
{
    if (m_phase == Phase::Done)
        return;
    if (!m_exchange.received.isEmpty())
        m_exchange.readResponse();
    finish(now, Outcome::Stopped);
}

void Flow::failLocally(Duration now, const QString &detail)
{
    if (m_phase != Phase::Done)
        finish(now, Outcome::LocalFailure, detail);
}

void Flow::finish(Duration now, Outcome outcome, const QString &detail)
{
    // What still runs was not waited for: it stays Running, with the time it had.
    for (int i = 0; i < m_attempts.size(); ++i) {
        if (m_attempts.at(i).running)
            m_exchange.connection.attempts[i].took = now - m_attempts.at(i).startedAt;
    }
    m_exchange.outcome = outcome;
    m_exchange.detail = detail;
    m_exchange.timing.total = now;
    m_nextAttemptAt.reset();
    enter(Phase::Done, now);
    push({Step::Kind::Finish, {}, {}, 0, -1});
}

} // namespace wirewise::probe
