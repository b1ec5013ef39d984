#pragma once

#include "diagnosis/finding.h"
#include "observation/timing.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <deque>
#include <optional>

namespace wirewise::diagnosis {

/// A point in time on three clocks. Only together do they tell a wait from a sleep, and a sleep from a clock
/// that somebody set.
struct Moment
{
    std::chrono::milliseconds wall{0};    ///< since 1970, UTC; the one that is shown, and the one that jumps
    std::chrono::milliseconds awake{0};   ///< runs while this computer does
    std::chrono::milliseconds elapsed{0}; ///< runs while this computer sleeps, too
};

/// What a watched endpoint is known to do.
struct CourseState
{
    Verdict verdict = Verdict::NotChecked;
    QByteArray findingId; ///< of the primary finding
    QString sentence;     ///< its title, secrets masked

    /// The verdict decides, and the finding; the sentence may tell new times each round.
    [[nodiscard]] bool isSameAs(const CourseState &other) const
    {
        return verdict == other.verdict && findingId == other.findingId;
    }
};

/// One check of a watched endpoint, as far as its course needs it.
struct Round
{
    Moment began, ended;
    CourseState state;
    bool offline = false;              ///< this computer was; nothing is held against the server
    std::chrono::milliseconds late{0}; ///< how much later it began than planned
};

/// What is kept of every round.
struct CoursePoint
{
    std::chrono::milliseconds at{0}; ///< wall clock, when the round began
    qint32 endpoint = 0;             ///< its place in the watch
    Verdict verdict = Verdict::NotChecked;
    QByteArray findingId;
    observation::Duration upgrade{-1}; ///< until the answer to the upgrade; negative without one

    friend bool operator==(const CoursePoint &, const CoursePoint &) = default;
};

/// What is told of a watch.
struct CourseEvent
{
    enum class Kind {
        Began,     ///< the first state
        Changed,   ///< another verdict, or another primary finding
        Unseen,    ///< rounds decide nothing: this computer is offline
        SeenAgain, ///< they decide again, and the state is that of before
        Gap,       ///< nobody looked: this computer slept, or Wirewise stood still
        ClockSet,  ///< the clock of this computer jumped
        Flapping,  ///< it changes to and fro; from now on changes are counted
        Calm,      ///< it no longer does
        Waiting,   ///< the server asks for longer pauses, or the checks take longer than the pause
        UsualPace, ///< no longer
    };
    Kind kind = Kind::Began;
    std::chrono::milliseconds at{0}; ///< wall clock
    CourseState from, to;
    QString cause;                       ///< one sentence
    std::chrono::milliseconds lasted{0}; ///< how long `from` was seen to last; of a gap, the gap
    qint64 changes = 0;                  ///< of Calm: while it flapped
};
QByteArray toString(CourseEvent::Kind kind); ///< "changed", "seen-again"
std::optional<CourseEvent::Kind> courseEventKindFromString(const QByteArray &text);

/// What a watch comes to.
struct CourseTotals
{
    using Time = std::chrono::milliseconds;
    qint64 rounds = 0;
    qint64 changes = 0; ///< of verdict or finding, those of flapping included
    Time worked{0}, failed{0};
    Time unseen{0}; ///< offline, asleep, or nothing was decided
    Time longestOutage{0};
    Time outageBegan{0}; ///< wall clock, of the longest

    /// Part of the time that was seen in which it worked, 0 to 1; nothing if nothing was seen.
    [[nodiscard]] std::optional<double> availability() const;
};

/// The course of one watched endpoint: rounds in, events out. Pure; the clocks come with the rounds.
/// A state lasts from its round to the next one. Offline rounds, sleep and standstill are gaps: they count
/// for nothing, and what was known before them is compared with what comes after.
class Course
{
public:
    /// Rounds whose clocks differ by less are taken as they are.
    static constexpr std::chrono::seconds Tolerance{2};
    /// So many of the last FlappingWindow rounds changed: it flaps. At most one: it is calm again.
    static constexpr int FlappingFrom = 5;
    static constexpr int FlappingWindow = 10;

    explicit Course(std::chrono::milliseconds every)
        : m_every(every)
    {
    }

    [[nodiscard]] QList<CourseEvent> take(const Round &round);

    /// As it is now; NotChecked while nothing is seen.
    [[nodiscard]] const CourseState &state() const { return m_unseen ? m_nothing : m_known; }
    /// The last one that was decided.
    [[nodiscard]] const CourseState &known() const { return m_known; }
    /// When state() began, wall clock.
    [[nodiscard]] std::chrono::milliseconds since() const { return m_unseen ? m_unseenSince : m_knownSince; }
    [[nodiscard]] bool isFlapping() const { return m_flapping; }
    /// Up to that moment.
    [[nodiscard]] CourseTotals totals(const Moment &now) const;
    /// Up to the end of the last round.
    [[nodiscard]] CourseTotals totals() const;

private:
    using Time = std::chrono::milliseconds;

    [[nodiscard]] bool judgeClocks(const Round &round, QList<CourseEvent> &events);
    void spendUntil(const Round &round, QList<CourseEvent> &events);
    void judgeRound(const Round &round, QList<CourseEvent> &events);
    void change(const Round &round, QList<CourseEvent> &events);
    void countFlapping(const Round &round, bool changed, QList<CourseEvent> &events);
    void lookAway(const Round &round, QList<CourseEvent> &events);
    static void spend(CourseTotals &totals, Time time, const CourseState &state, bool unseen, Time &outage,
                      Time outageBegan);
    [[nodiscard]] bool isNews(const CourseState &state);

    Time m_every;
    std::optional<Moment> m_lastBegan, m_lastEnded;
    CourseState m_known, m_nothing;
    bool m_judged = false; ///< m_known is set
    bool m_unseen = false;
    Time m_knownSince{0}, m_unseenSince{0};
    Time m_lasted{0}; ///< how long m_known was seen
    Time m_unseenFor{0};
    Time m_outage{0}, m_outageBegan{0};
    CourseTotals m_totals;
    std::deque<bool> m_recent; ///< of the last rounds, which changed
    bool m_flapping = false;
    qint64 m_flaps = 0;
    Time m_flappingSince{0};
    QList<CourseState> m_told; ///< states told since it flaps
};

/// "0.4 s", "12 s", "4 min 10 s", "2 h 03 min", "3 d 4 h".
[[nodiscard]] QString spanWords(std::chrono::milliseconds span);
/// "99.98 %"; never rounded up to 100.
[[nodiscard]] QString availabilityWords(double part);
/// "works", "fails", "works, with warnings", "not checked".
[[nodiscard]] QString stateWords(Verdict verdict);
/// One line for people: "fails, after 4 min 10 s: Nothing listens on localhost:8000."
[[nodiscard]] QString eventWords(const CourseEvent &event);

} // namespace wirewise::diagnosis

Q_DECLARE_METATYPE(wirewise::diagnosis::CourseEvent)
