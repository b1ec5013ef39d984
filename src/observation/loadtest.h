#pragma once

#include "observation/latencies.h"
#include "observation/observation.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace wirewise::observation {

/// What the sessions of a load test say while they are held.
struct LoadMessage
{
    enum class Kind { Nothing, Ping, Text };
    Kind kind = Kind::Nothing;
    QByteArray text; ///< of Text, UTF-8
    /// A message that holds this is the answer to the oldest one that has none; empty: answers are not
    /// measured. A ping is answered by its pong.
    QByteArray answer;
    Duration every = std::chrono::seconds(1); ///< in each session, the first one at once

    [[nodiscard]] bool isMeasured() const
    {
        return kind == Kind::Ping || (kind == Kind::Text && !answer.isEmpty());
    }
    friend bool operator==(const LoadMessage &, const LoadMessage &) = default;
};

/// What a plan may ask for at most.
struct LoadBounds
{
    int connections = 10'000;
    int rate = 2000;
    int messages = 20'000; ///< a second, of all sessions together
    Duration time = std::chrono::hours(1);

    /// Of a script that other software runs, on many computers.
    [[nodiscard]] static constexpr LoadBounds ofScripts()
    {
        return {10'000'000, 1'000'000, 100'000'000, std::chrono::hours(24)};
    }
};

/// How much load, and how long.
struct LoadPlan
{
    static constexpr int MostSteps = 50;
    static constexpr Duration ShortestPause = std::chrono::milliseconds(10);

    int connections = 0;
    double rate = 50; ///< connections begun a second
    Duration time{0}; ///< from the first connection until all are closed by us
    int steps = 1;    ///< equal parts of connections and time, each begun when its part of the time begins
    LoadMessage message;

    /// How long the connections of one step take to begin.
    [[nodiscard]] Duration rampOfStep() const;
    friend bool operator==(const LoadPlan &, const LoadPlan &) = default;
};

/// Why a plan cannot be run.
enum class LoadPlanError {
    None,
    Connections, ///< none, or too many
    Rate,
    Time,
    Steps,
    TooShort, ///< the connections cannot all begin in the time
    Pause,    ///< between messages: too short
    Messages, ///< more of them a second than one computer should send
};
[[nodiscard]] LoadPlanError errorOf(const LoadPlan &plan, const LoadBounds &bounds = {});

/// One second of a load test; the last one may be a part of it.
struct LoadSecond
{
    int opened = 0, failed = 0, dropped = 0;
    int open = 0; ///< at its end
    LatencyFigures handshake, answer;
};

/// A part of the connections: a step of the plan, or a tenth of one without steps.
struct LoadStep
{
    int connections = 0; ///< begun up to its end, with those before
    int begun = 0, opened = 0, failed = 0;
    int dropped = 0; ///< during it, whichever they were; not while all are held without steps
    LatencyFigures handshake, answer; ///< from when they were due
    Duration lateness{0};             ///< 95 % of the connections began at most so late, for want of our CPU
};

/// One kind of failure, as a diagnosis names it.
struct LoadFailure
{
    static constexpr qsizetype KeptSamples = 3;

    enum class When { Opening, Holding };
    QByteArray finding; ///< id of the primary finding
    QString title;      ///< its sentence, of the first sample
    When when = When::Opening;
    int count = 0;
    QList<Observation> samples; ///< the first ones: the upgrade, and the session of one that was dropped
};
QByteArray toString(LoadFailure::When when); ///< "opening", "holding"

/// What made a test begin fewer connections than planned, or more slowly.
struct LoadRestraint
{
    int times = 0;       ///< the server asked to slow down: 429, or Retry-After
    Duration waited{0};  ///< nothing was begun for so long
    bool gaveUp = false; ///< it asked once too often, or for more time than was left; no more were begun
    bool nothingOpened = false; ///< the first ones all failed, and no more were begun
};

/// What a load test has seen.
struct LoadTest
{
    QString typed;
    EndpointResult endpoint;
    Settings settings;
    LoadPlan plan;
    QString source; ///< whose measurement it is: empty for ours, else "k6"
    QDateTime startedAt;
    Duration took{0};

    int begun = 0, opened = 0, failed = 0, dropped = 0;
    int open = 0;       ///< now
    int unfinished = 0; ///< still being opened when the time was over
    int closed = 0;     ///< by us with 1000, and the peer answered
    qint64 sent = 0;    ///< messages, or pings
    qint64 unanswered = 0;
    LatencyFigures handshake, answer; ///< from when they were due, see LoadStep
    Duration lateness{0};

    QList<LoadStep> steps;
    QList<LoadSecond> seconds;
    QList<LoadFailure> failures; ///< the most frequent first
    LoadRestraint restraint;
    bool stopped = false; ///< by the user
    bool finished = false;

    [[nodiscard]] int notBegun() const { return qMax(0, plan.connections - begun); }
    /// Failed or dropped, of those that began and whose end is known.
    [[nodiscard]] double failedShare() const;
    /// Of all that were planned, those that did not open, or not stay open, for whatever reason.
    [[nodiscard]] double missedShare() const;
};

} // namespace wirewise::observation

Q_DECLARE_METATYPE(wirewise::observation::LoadPlan)
Q_DECLARE_METATYPE(wirewise::observation::LoadTest)
