#pragma once

#include "observation/idletest.h"
#include "observation/observation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace wirewise::check {

class IdleTrialRun;

/// How to look for a limit on silence.
struct IdlePlan
{
    int rounds = 3;                            ///< silent connections, all at once
    std::chrono::milliseconds upTo{300'000};   ///< how much silence is tried
    std::chrono::milliseconds stagger{2000};   ///< between their openings: a restart hits all at one moment
    std::chrono::milliseconds tolerance{1000}; ///< times that differ by less are the same
    std::chrono::milliseconds atOnce{1000};    ///< what ends sooner was not ended for its silence
    std::chrono::milliseconds pongWait{10'000};

    static constexpr int MostRounds = 5;
    static constexpr std::chrono::milliseconds LongestSilence{4 * 3600 * 1000};
};

/// Finds out whether silence ends a connection, after how long, and whether pings prevent it.
///
/// Several connections say nothing until they are dropped or the plan's time is over; after that a ping asks
/// whether the path is still there. When the first one is dropped, another connection with pings twice as
/// often has to outlive it. Started by the user only. Lives on the thread that starts it.
class IdleLimit : public QObject
{
    Q_OBJECT
public:
    IdleLimit(const QString &typed, const observation::Settings &settings, const IdlePlan &plan,
              QObject *parent = nullptr);
    ~IdleLimit() override;

    void start();
    /// Ends with what is known; finished() follows before stop() returns.
    void stop();

    /// As it is now, for a picture of the progress.
    [[nodiscard]] observation::IdleTest test() const;
    /// The upgrade, the first connection that was dropped and the one with pings, as a check has them: for
    /// diagnose(), which knows what to do about it on each stack.
    [[nodiscard]] observation::Observation observation() const;

Q_SIGNALS:
    /// A connection opened, was dropped, or answered. Elapsed times move without it.
    void progressed();
    /// Emitted exactly once.
    void finished();

private:
    std::unique_ptr<IdleTrialRun> makeTrial(const QByteArray &name, observation::Duration pingEvery);
    void openNext();
    void onChanged();
    void openControl(const observation::IdleTrial &dropped);
    void keepTime();
    void finishIfOver();
    void finish();
    [[nodiscard]] const IdleTrialRun *firstDropped() const;

    struct Opened
    {
        std::unique_ptr<IdleTrialRun> run;
        observation::Duration at{0};
    };
    [[nodiscard]] observation::IdleTrial trialOf(const Opened &opened) const;

    observation::Observation m_observation;
    IdlePlan m_plan;
    QElapsedTimer m_clock;
    QTimer m_opening, m_timeKeeper;
    std::vector<Opened> m_silent;
    Opened m_control;
    observation::Duration m_controlUntil{0};
    observation::Duration m_took{0};
    bool m_stopped = false;
    bool m_finished = false;
};

} // namespace wirewise::check
