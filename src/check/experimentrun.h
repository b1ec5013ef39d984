#pragma once

#include "observation/experiment.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace wirewise::probe {
class Connection;
class ProbeRun;
} // namespace wirewise::probe

namespace wirewise::check {

class SessionWatch;

/// One experiment: its probe, and the watching after a 101 where it asks for that.
class ExperimentRun : public QObject
{
    Q_OBJECT
public:
    explicit ExperimentRun(observation::Experiment experiment, QObject *parent = nullptr);
    ~ExperimentRun() override;

    void start();
    /// Ends at once with what is known; finished() follows before stop() returns.
    void stop();
    void setTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] const observation::Experiment &experiment() const { return m_result.experiment; }
    [[nodiscard]] bool isWatching() const { return m_watch != nullptr; }

Q_SIGNALS:
    void progressed(const wirewise::observation::Exchange &exchange);
    void finished(const wirewise::observation::ExperimentResult &result);

private:
    void onAnswered(const observation::Exchange &exchange);
    void finish();

    observation::ExperimentResult m_result;
    std::unique_ptr<probe::ProbeRun> m_probe;
    std::unique_ptr<probe::Connection> m_connection;
    std::unique_ptr<SessionWatch> m_watch;
    bool m_finished = false;
};

} // namespace wirewise::check
