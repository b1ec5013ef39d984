#include "probe/proberun.h"

#include "probe/connectiondriver.h"
#include "probe/network.h"
#include "probe/proberundriver.h"
#include "probe/tlscontext.h"
#include "wire/handshake.h"

#include <QPointer>
#include <QRandomGenerator>

#include <array>

namespace wirewise::probe {

using observation::Exchange;
using observation::Outcome;
using observation::Probe;
using observation::StreamEnd;

namespace {

QByteArray freshKey()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return wire::makeKey(QByteArray(reinterpret_cast<const char *>(random.data()), sizeof random));
}

/// Outcomes that a computer without a network brings about by itself.
bool mayBeOffline(Outcome outcome)
{
    return outcome == Outcome::NameNotFound || outcome == Outcome::NameFailed ||
           outcome == Outcome::NameTimedOut || outcome == Outcome::Unreachable;
}

TlsOptions tlsOptionsFor(const Probe &probe)
{
    TlsOptions options;
    options.host = probe.endpoint.host;
    options.caFile = probe.settings.caFile;
    options.certificateFile = probe.settings.certificateFile;
    options.keyFile = probe.settings.keyFile;
    options.insecure = probe.settings.insecure;
    options.alpn = probe.settings.alpn;
    return options;
}

} // namespace

// ---- ProbeRun::Driver: doing the steps

void ProbeRun::Driver::begin(bool hold)
{
    m_flow =
        std::make_unique<Flow>(m_probe, wire::toBytes(observation::requestFor(m_probe, freshKey())), hold);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_progressTimer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, m_run, [this] {
        m_flow->tick(now());
        proceed();
    });
    QObject::connect(&m_progressTimer, &QTimer::timeout, m_run, [this] { tell(); });
    m_clock.start();
}

void ProbeRun::Driver::start(bool hold)
{
    if (m_flow)
        return;
    begin(hold);
    if (m_maximumBody)
        m_flow->setMaximumBody(*m_maximumBody);
    m_flow->start(now());
    proceed();
}

void ProbeRun::Driver::proceed()
{
    while (const auto step = m_flow->nextStep())
        carryOut(*step);
    if (const auto due = m_flow->deadline()) {
        const Duration left = qMax(Duration(0), *due - now());
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
    } else {
        m_timer.stop();
    }
    scheduleTelling();
}

void ProbeRun::Driver::carryOut(const Step &step)
{
    switch (step.kind) {
    case Step::Kind::FindProxy:
        m_proxyLookup = std::make_unique<SystemProxyLookup>(m_probe.endpoint,
                                                            [this](const observation::ProxyChoice &proxy) {
                                                                m_flow->proxyFound(now(), proxy);
                                                                proceed();
                                                            });
        break;
    case Step::Kind::Resolve:
        resolve(step.data, step.port);
        break;
    case Step::Kind::Connect:
        connectAttempt(step);
        break;
    case Step::Kind::UseAttempt:
        useAttempt(step.attempt);
        break;
    case Step::Kind::DropAttempt:
        m_attempts[static_cast<size_t>(step.attempt)].reset();
        break;
    case Step::Kind::StartTls:
        startTls();
        break;
    case Step::Kind::Write:
        m_channel->write(step.data);
        checkWritten();
        break;
    case Step::Kind::Finish:
        finishUp();
        break;
    }
}

void ProbeRun::Driver::resolve(const QByteArray &host, quint16 port)
{
    if (const auto known = resolveWithoutLookup(host, port, m_probe.settings)) {
        m_flow->nameResolved(now(), *known);
        return;
    }
    m_lookup = std::make_unique<Lookup>(host, m_probe.settings.family, [this](const NameAnswer &answer) {
        m_flow->nameResolved(now(), answer);
        proceed();
    });
}

void ProbeRun::Driver::connectAttempt(const Step &step)
{
    const int attempt = step.attempt;
    auto socket = std::make_unique<Socket>([this, attempt] { onAttempt(attempt); });
    socket->connectTo(step.address, step.port);
    // Made while the network takes its time: the first one of a program takes milliseconds.
    if (m_probe.endpoint.secure && !m_tlsContext)
        m_tlsContext = tlsContextFor(tlsOptionsFor(m_probe)).context;
    m_attempts.resize(qMax(m_attempts.size(), static_cast<size_t>(attempt) + 1));
    m_attempts[static_cast<size_t>(attempt)] = std::move(socket);
    const Socket &placed = *m_attempts[static_cast<size_t>(attempt)];
    if (placed.failure())
        m_flow->connectFailed(now(), attempt, *placed.failure());
    else if (placed.isConnected())
        m_flow->connected(now(), attempt, placed.localPort());
}

void ProbeRun::Driver::onAttempt(int attempt)
{
    const Socket &socket = *m_attempts[static_cast<size_t>(attempt)];
    if (socket.failure())
        m_flow->connectFailed(now(), attempt, *socket.failure());
    else if (socket.isConnected())
        m_flow->connected(now(), attempt, socket.localPort());
    proceed();
}

void ProbeRun::Driver::useAttempt(int attempt)
{
    m_channel = std::make_unique<Channel>(std::move(m_attempts[static_cast<size_t>(attempt)]),
                                          [this] { onChannel(); });
}

void ProbeRun::Driver::startTls()
{
    m_channel->startTls(tlsOptionsFor(m_probe));
    if (m_channel->tls()->state() == TlsClient::State::Unusable)
        m_flow->failLocally(now(), m_channel->tls()->facts().detail);
}

void ProbeRun::Driver::onChannel()
{
    const Duration at = now();
    readTlsState();
    checkWritten();
    const QByteArray bytes = m_channel->takeInput();
    if (!bytes.isEmpty())
        m_flow->bytes(at, bytes);
    if (m_channel->end() != StreamEnd::Open)
        m_flow->ended(at, m_channel->end());
    proceed();
}

void ProbeRun::Driver::readTlsState()
{
    if (!m_channel->tls())
        return;
    const TlsClient &tls = *m_channel->tls();
    if (tls.state() == TlsClient::State::Failed) {
        // What came before the failure belongs to the answer.
        const QByteArray bytes = m_channel->takeInput();
        if (!bytes.isEmpty())
            m_flow->bytes(now(), bytes);
        m_flow->setTlsFacts(tls.facts());
        m_flow->tlsFailed(now());
    } else if (tls.state() != TlsClient::State::Handshaking && !m_tlsReadyTold) {
        m_tlsReadyTold = true;
        m_flow->setTlsFacts(tls.facts());
        m_flow->tlsReady(now());
        while (!m_flow->isDone()) {
            const auto step = m_flow->nextStep();
            if (!step)
                break;
            carryOut(*step);
        }
    }
}

void ProbeRun::Driver::checkWritten()
{
    if (m_writtenTold || m_flow->exchange().sent.isEmpty() || !m_channel->isFlushed())
        return;
    m_writtenTold = true;
    m_written = true;
    m_flow->written(now());
}

void ProbeRun::Driver::finishUp()
{
    m_proxyLookup.reset();
    m_lookup.reset();
    m_attempts.clear();
    if (m_channel && m_channel->tls()) {
        if (m_flow->exchange().outcome == Outcome::TlsTimedOut)
            m_channel->tls()->timeOut();
        m_flow->setTlsFacts(m_channel->tls()->facts());
    }
    if (mayBeOffline(m_flow->exchange().outcome) && !m_probe.endpoint.isLoopback() && !hasNetwork())
        m_flow->blameOffline();
    if (m_flow->exchange().upgraded()) {
        m_upgraded = std::move(m_channel);
        m_upgraded->setReading(false); // nobody's until it is taken
        m_upgraded->setChanged([] {});
    } else if (m_channel) {
        m_channel->shutdown();
        m_channel.reset();
    }
}

// ---- ProbeRun::Driver: telling

/// Signals are emitted from the event loop, never from inside a step: whoever listens may destroy the run.
void ProbeRun::Driver::scheduleTelling()
{
    if (m_told || m_tellingScheduled)
        return;
    const bool urgent = m_flow->isDone() || m_written || !m_lastProgress.isValid() ||
                        m_lastProgress.elapsed() >= ProgressInterval.count();
    if (!urgent) {
        if (!m_progressTimer.isActive())
            m_progressTimer.start(ProgressInterval);
        return;
    }
    m_tellingScheduled = true;
    QMetaObject::invokeMethod(
        m_run, [this] { tell(); }, Qt::QueuedConnection);
}

void ProbeRun::Driver::tell()
{
    if (m_told || !m_flow)
        return;
    const QPointer<ProbeRun> alive(m_run);
    m_tellingScheduled = false;
    m_progressTimer.stop();
    m_lastProgress.start();
    if (std::exchange(m_written, false)) {
        Q_EMIT m_run->requestWritten();
        if (!alive || m_told)
            return;
    }
    if (!m_flow->isDone()) {
        Q_EMIT m_run->progressed(exchange());
        return;
    }
    m_told = true;
    const Exchange result = exchange();
    Q_EMIT m_run->finished(result);
}

const Exchange &ProbeRun::Driver::exchange() const
{
    static const Exchange none;
    return m_flow ? m_flow->exchange() : none;
}

void ProbeRun::Driver::release()
{
    if (!m_flow)
        return;
    m_flow->release(now());
    proceed();
}

void ProbeRun::Driver::cancel()
{
    if (!m_flow || m_told)
        return;
    m_flow->cancel(now());
    proceed();
    tell();
}

void ProbeRun::Driver::setTimeout(std::chrono::milliseconds timeout)
{
    m_probe.settings.timeout = timeout;
    if (!m_flow)
        return;
    m_flow->setTimeout(now(), timeout);
    proceed();
}

// ---- ProbeRun

ProbeRun::ProbeRun(Probe probe, QObject *parent)
    : QObject(parent)
    , m_driver(std::make_unique<Driver>(this, std::move(probe)))
{
}

ProbeRun::~ProbeRun() = default;

void ProbeRun::setMaximumBody(qint64 bytes)
{
    m_driver->setMaximumBody(bytes);
}

void ProbeRun::start(bool holdRequest)
{
    m_driver->start(holdRequest);
}

void ProbeRun::release()
{
    m_driver->release();
}

void ProbeRun::cancel()
{
    m_driver->cancel();
}

void ProbeRun::setTimeout(std::chrono::milliseconds timeout)
{
    m_driver->setTimeout(timeout);
}

const Exchange &ProbeRun::exchange() const
{
    return m_driver->exchange();
}

bool ProbeRun::isFinished() const
{
    return m_driver->isFinished();
}

std::unique_ptr<Connection> ProbeRun::takeConnection()
{
    std::unique_ptr<Channel> channel = m_driver->takeChannel();
    if (!channel)
        return nullptr;
    channel->setReading(true);
    const observation::Exchange &exchange = m_driver->exchange();
    const wire::DeflateNegotiation deflate =
        exchange.response && exchange.response->headers.contains("Sec-WebSocket-Extensions")
            ? wire::negotiateDeflate(exchange.request().headers, exchange.response->headers)
            : wire::DeflateNegotiation{};
    return std::unique_ptr<Connection>(new Connection(std::make_shared<Connection::Driver>(
        std::move(channel), m_driver->takeRest(), deflate, m_driver->largestMessage())));
}

} // namespace wirewise::probe
