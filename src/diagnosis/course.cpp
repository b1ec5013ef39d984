#include "diagnosis/course.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::diagnosis {

using std::chrono::milliseconds;
using Kind = CourseEvent::Kind;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::Course)
};

/// States told while it flaps; a server has no more ways to fail at once.
constexpr qsizetype MostTold = 16;

/// What ran on while this computer was not awake.
milliseconds slept(const Moment &from, const Moment &to)
{
    return (to.elapsed - from.elapsed) - (to.awake - from.awake);
}

milliseconds jumped(const Moment &from, const Moment &to)
{
    return (to.wall - from.wall) - (to.elapsed - from.elapsed);
}

bool isOutage(const CourseState &state)
{
    return state.verdict == Verdict::Fails;
}

} // namespace

std::optional<double> CourseTotals::availability() const
{
    const Time seen = worked + failed;
    if (seen <= Time(0))
        return std::nullopt;
    return static_cast<double>(worked.count()) / static_cast<double>(seen.count());
}

QList<CourseEvent> Course::take(const Round &round)
{
    QList<CourseEvent> events;
    ++m_totals.rounds;
    const bool counts = judgeClocks(round, events);
    if (counts)
        judgeRound(round, events);
    m_lastBegan = round.began;
    m_lastEnded = round.ended;
    return events;
}

/// False: this round tells nothing, because this computer slept while it ran.
bool Course::judgeClocks(const Round &round, QList<CourseEvent> &events)
{
    if (m_lastBegan)
        spendUntil(round, events);
    const milliseconds within = slept(round.began, round.ended);
    if (within <= Tolerance)
        return true;
    m_totals.unseen += within;
    events.append({Kind::Gap, round.ended.wall, m_known, m_known,
                   Words::tr("This computer slept during a check, which therefore tells nothing."), within,
                   0});
    return false;
}

/// The time since the round before: seen, but for a gap in which nobody looked.
void Course::spendUntil(const Round &round, QList<CourseEvent> &events)
{
    const milliseconds patience = std::max<milliseconds>(std::chrono::seconds(5), 2 * m_every);
    const milliseconds before = slept(*m_lastBegan, *m_lastEnded); // counted with that round
    const milliseconds between = slept(*m_lastEnded, round.began);
    const bool isSleep = between > Tolerance;
    const milliseconds gap = isSleep ? between : round.late > patience ? round.late : milliseconds(0);
    if (gap > milliseconds(0)) {
        m_totals.unseen += gap;
        events.append({Kind::Gap, round.began.wall, m_known, m_known,
                       isSleep ? Words::tr("This computer slept.")
                               : Words::tr("This computer or Wirewise stood still."),
                       gap, 0});
    }
    const milliseconds lost = gap + (before > Tolerance ? before : milliseconds(0));
    const milliseconds seen = std::max(milliseconds(0), round.began.elapsed - m_lastBegan->elapsed - lost);
    spend(m_totals, seen, m_known, m_unseen || !m_judged, m_outage, m_outageBegan);
    (m_unseen ? m_unseenFor : m_lasted) += seen;
    const milliseconds jump = jumped(*m_lastEnded, round.began);
    if (jump <= Tolerance && jump >= -Tolerance)
        return;
    const QString words = jump > milliseconds(0) ? Words::tr("The clock of this computer was set %1 forward.")
                                                 : Words::tr("The clock of this computer was set %1 back.");
    events.append({Kind::ClockSet, round.began.wall, m_known, m_known,
                   words.arg(spanWords(jump > milliseconds(0) ? jump : -jump)), milliseconds(0), 0});
}

void Course::judgeRound(const Round &round, QList<CourseEvent> &events)
{
    if (round.state.verdict == Verdict::NotChecked) {
        lookAway(round, events);
        return;
    }
    const bool isFirst = !m_judged;
    const bool isChanged = !isFirst && !round.state.isSameAs(m_known);
    if (m_unseen && !isFirst && !isChanged)
        events.append({Kind::SeenAgain, round.began.wall, m_nothing, round.state,
                       Words::tr("It can be checked again, and is as it was."), m_unseenFor, 0});
    m_unseen = false;
    m_unseenFor = milliseconds(0);
    if (isFirst) {
        events.append(
            {Kind::Began, round.began.wall, {}, round.state, round.state.sentence, milliseconds(0), 0});
        m_knownSince = round.began.wall;
        if (isOutage(round.state))
            m_outageBegan = round.began.wall;
    } else if (isChanged) {
        change(round, events);
    }
    m_judged = true;
    m_known = round.state;
    if (!isFirst)
        countFlapping(round, isChanged, events);
}

void Course::change(const Round &round, QList<CourseEvent> &events)
{
    ++m_totals.changes;
    if (!m_flapping || isNews(round.state))
        events.append(
            {Kind::Changed, round.began.wall, m_known, round.state, round.state.sentence, m_lasted, 0});
    m_lasted = milliseconds(0);
    m_knownSince = round.began.wall;
    if (isOutage(round.state) && !isOutage(m_known)) {
        m_outage = milliseconds(0);
        m_outageBegan = round.began.wall;
    }
}

/// While it flaps each state is told once.
bool Course::isNews(const CourseState &state)
{
    const bool isKnown = std::any_of(m_told.cbegin(), m_told.cend(),
                                     [&state](const CourseState &told) { return told.isSameAs(state); });
    if (isKnown || m_told.size() >= MostTold)
        return false;
    m_told.append(state);
    return true;
}

void Course::countFlapping(const Round &round, bool changed, QList<CourseEvent> &events)
{
    m_recent.push_back(changed);
    if (m_recent.size() > FlappingWindow)
        m_recent.pop_front();
    const auto changes = std::count(m_recent.cbegin(), m_recent.cend(), true);
    if (m_flapping) {
        m_flaps += changed ? 1 : 0;
        if (changes > 1 || m_recent.size() < FlappingWindow)
            return;
        m_flapping = false;
        m_told.clear();
        events.append({Kind::Calm, round.began.wall, m_known, m_known, m_known.sentence,
                       round.began.elapsed - m_flappingSince, m_flaps});
    } else if (changes >= FlappingFrom) {
        m_flapping = true;
        m_flaps = 0;
        m_flappingSince = round.began.elapsed;
        m_told = {m_known};
        events.append({Kind::Flapping, round.began.wall, m_known, m_known,
                       Words::tr("It changed in %1 of the last %2 rounds.").arg(changes).arg(m_recent.size()),
                       milliseconds(0), 0});
    }
}

/// Nothing is decided: what was known stays what it is compared with.
void Course::lookAway(const Round &round, QList<CourseEvent> &events)
{
    if (m_unseen)
        return;
    m_unseen = true;
    m_nothing = round.state;
    m_unseenSince = round.began.wall;
    m_unseenFor = milliseconds(0);
    const QString cause = round.offline ? Words::tr("This computer is offline; that says nothing about the "
                                                    "server.")
                                        : round.state.sentence;
    events.append({Kind::Unseen, round.began.wall, m_known, m_nothing, cause, m_lasted, 0});
}

void Course::spend(CourseTotals &totals, Time time, const CourseState &state, bool unseen, Time &outage,
                   Time outageBegan)
{
    if (unseen) {
        totals.unseen += time;
    } else if (isOutage(state)) {
        totals.failed += time;
        outage += time;
        if (outage > totals.longestOutage) {
            totals.longestOutage = outage;
            totals.outageBegan = outageBegan;
        }
    } else {
        totals.worked += time;
    }
}

CourseTotals Course::totals(const Moment &now) const
{
    CourseTotals totals = m_totals;
    Time outage = m_outage;
    if (m_lastBegan)
        spend(totals, std::max(Time(0), now.awake - m_lastBegan->awake), m_known, m_unseen || !m_judged,
              outage, m_outageBegan);
    return totals;
}

CourseTotals Course::totals() const
{
    return m_lastEnded ? totals(*m_lastEnded) : m_totals;
}

} // namespace wirewise::diagnosis
