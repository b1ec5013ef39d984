#pragma once

#include "observation/loadtest.h"

#include <QObject>

#include <memory>

namespace wirewise::load {

/// One bounded load test: begins connections at a pace, holds them, says messages, and closes all of them.
/// Every latency counts from when its connection or message was due, so that a server that holds up the
/// test does not hide the waiting of those that come after. Lives on the thread that starts it.
class LoadRun : public QObject
{
    Q_OBJECT
public:
    /// The plan must have no LoadPlanError. Only the upgrade is made, without experiments.
    LoadRun(QString typed, observation::Settings settings, const observation::LoadPlan &plan,
            QObject *parent = nullptr);
    ~LoadRun() override;

    /// If the first connections all fail, so many, no more are begun.
    static constexpr int HopelessAfter = 50;
    /// How long the last messages have for their answers, and then the peer for its answers to our Close.
    static constexpr std::chrono::milliseconds LastAnswers{1000}, LongestClosing{4000};

    void start();
    /// Begins no more connections and closes all with 1000; finished() follows within LongestClosing.
    void stop();
    /// As it is now; final after finished().
    [[nodiscard]] observation::LoadTest test() const;

Q_SIGNALS:
    /// Emitted exactly once.
    void finished();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::load
