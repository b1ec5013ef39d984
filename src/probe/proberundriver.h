#pragma once

#include "probe/channel.h"
#include "probe/flow.h"
#include "probe/proberun.h"
#include "probe/proxy.h"
#include "probe/resolver.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace wirewise::probe {

/// Does what the Flow asks for, with real sockets and a real clock.
class ProbeRun::Driver
{
public:
    Driver(ProbeRun *run, observation::Probe probe)
        : m_run(run)
        , m_probe(std::move(probe))
    {
    }

    void setMaximumBody(qint64 bytes) { m_maximumBody = bytes; }
    void start(bool hold);
    void release();
    void cancel();
    void setTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] const observation::Exchange &exchange() const;
    [[nodiscard]] qint64 largestMessage() const { return m_probe.settings.largestMessage; }
    [[nodiscard]] bool isFinished() const { return m_told; }
    [[nodiscard]] std::unique_ptr<Channel> takeChannel() { return std::move(m_upgraded); }
    [[nodiscard]] QByteArray takeRest() { return m_flow->takeRest(); }

private:
    using Duration = observation::Duration;
    static constexpr std::chrono::milliseconds ProgressInterval{16};

    [[nodiscard]] Duration now() const { return Duration(m_clock.nsecsElapsed() / 1000); }
    void begin(bool hold);
    /// Does the steps that wait, sets the timer and tells what happened.
    void proceed();
    void carryOut(const Step &step);
    void resolve(const QByteArray &host, quint16 port);
    void connectAttempt(const Step &step);
    void onAttempt(int attempt);
    void useAttempt(int attempt);
    void startTls();
    void onChannel();
    void readTlsState();
    void checkWritten();
    void finishUp();
    void scheduleTelling();
    void tell();

    ProbeRun *m_run;
    observation::Probe m_probe;
    std::unique_ptr<Flow> m_flow;
    QElapsedTimer m_clock;
    QElapsedTimer m_lastProgress;
    QTimer m_timer;
    QTimer m_progressTimer;
    std::unique_ptr<SystemProxyLookup> m_proxyLookup;
    std::unique_ptr<Lookup> m_lookup;
    std::vector<std::unique_ptr<Socket>> m_attempts;
    std::shared_ptr<void> m_tlsContext; ///< held, so that TLS finds it made
    std::unique_ptr<Channel> m_channel;
    std::unique_ptr<Channel> m_upgraded;
    std::optional<qint64> m_maximumBody;
    bool m_tlsReadyTold = false;
    bool m_writtenTold = false;
    bool m_written = false;
    bool m_tellingScheduled = false;
    bool m_told = false; ///< finished() was emitted
};

} // namespace wirewise::probe
