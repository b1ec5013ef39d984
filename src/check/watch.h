#pragma once

#include "check/batch.h"
#include "check/watchpace.h"
#include "diagnosis/course.h"

#include <QList>
#include <QObject>

#include <memory>

namespace wirewise::check {

/// How a watch goes about it.
struct WatchRule
{
    std::chrono::milliseconds every{30'000}; ///< from the start of a check to the start of the next
    qint64 rounds = 0;                       ///< of each endpoint; zero: no end
    int jobs = 16, perHost = 6;              ///< as of a Batch
};

/// One check of a watch, and what it means for the course of its endpoint.
struct WatchRound
{
    qsizetype endpoint = 0; ///< its place in the order given
    qint64 number = 0;      ///< from 1
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis;
    diagnosis::CoursePoint point;
    QList<diagnosis::CourseEvent> events;
    diagnosis::CourseState state; ///< after it
    std::chrono::milliseconds pause{0};
};

/// Checks endpoints again and again, never one of them twice at once. Single changes are tried only when the
/// probes come out otherwise than before; what they found then is believed as long as the probes come out
/// the same. Lives on the thread that starts it; emits values only.
class Watch : public QObject
{
    Q_OBJECT
public:
    /// Probes that came out that way within this time are not followed by experiments again.
    static constexpr std::chrono::minutes ExperimentsAgainAfter{10};

    Watch(QList<BatchItem> items, const WatchRule &rule, QObject *parent = nullptr);
    ~Watch() override;

    void start();
    /// Ends within 100 ms; finished() follows. A check that runs counts for nothing.
    void stop();
    /// Without waiting for the time of the next round.
    void checkNow();

    [[nodiscard]] const diagnosis::Course &course(qsizetype endpoint) const;
    /// Up to now.
    [[nodiscard]] diagnosis::CourseTotals totals(qsizetype endpoint) const;

Q_SIGNALS:
    void roundStarted(qsizetype endpoint);
    void roundFinished(const wirewise::check::WatchRound &round);
    /// Every round that was asked for is done, or the watch was stopped.
    void finished();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

/// Where the clocks of this computer stand.
[[nodiscard]] diagnosis::Moment momentNow();

} // namespace wirewise::check

Q_DECLARE_METATYPE(wirewise::check::WatchRound)
