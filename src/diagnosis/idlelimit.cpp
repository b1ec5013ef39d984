#include "diagnosis/idlelimit.h"

#include "observation/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Duration;
using observation::IdleTest;
using observation::IdleTrial;
using End = IdleTrial::End;
using Outcome = IdleVerdict::Outcome;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::IdleLimit)
};

constexpr observation::Word<Outcome> outcomes[] = {
    {Outcome::Undecided, "undecided"},
    {Outcome::NoLimit, "no-limit"},
    {Outcome::SilenceLimit, "silence-limit"},
    {Outcome::LifeLimit, "life-limit"},
    {Outcome::Varies, "varies"},
    {Outcome::SameMoment, "same-moment"},
    {Outcome::NeverSilent, "never-silent"},
    {Outcome::ClosedAtOnce, "closed-at-once"},
    {Outcome::DeadPath, "dead-path"},
    {Outcome::NotOpened, "not-opened"},
};

QString times(qsizetype count)
{
    switch (count) {
    case 1:
        return Words::tr("once");
    case 2:
        return Words::tr("twice");
    case 3:
        return Words::tr("three times");
    default:
        return Words::tr("%1 times").arg(count);
    }
}

/// "60 s" where the tenth says nothing, else "60.4 s".
QString rounded(Duration duration)
{
    const qint64 tenth = (duration.count() + 50'000) / 100'000;
    return tenth % 10 == 0 ? Words::tr("%1 s").arg(tenth / 10) : tenths(duration);
}

template<typename Measure>
std::pair<Duration, Duration> extremes(const QList<IdleTrial> &trials, Measure measure)
{
    const auto [low, high] =
        std::minmax_element(trials.cbegin(), trials.cend(),
                            [&](const IdleTrial &a, const IdleTrial &b) { return measure(a) < measure(b); });
    return {measure(*low), measure(*high)};
}

template<typename Measure>
Duration median(const QList<IdleTrial> &trials, Measure measure)
{
    QList<Duration> values;
    for (const IdleTrial &trial : trials)
        values.append(measure(trial));
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

Duration silenceOf(const IdleTrial &trial)
{
    return trial.silence;
}
Duration lifeOf(const IdleTrial &trial)
{
    return trial.life;
}
Duration momentOf(const IdleTrial &trial)
{
    return trial.openedAt + trial.life;
}

IdleVerdict said(Outcome outcome, const QString &title, const QString &explanation = {})
{
    IdleVerdict verdict;
    verdict.outcome = outcome;
    verdict.title = title;
    verdict.explanation = explanation;
    return verdict;
}

/// Looks at one test and forms one verdict.
class Judge
{
public:
    explicit Judge(const IdleTest &test)
        : m_test(test)
    {
        for (const IdleTrial &trial : test.silent) {
            if (trial.end == End::NotOpened)
                ++m_unopened;
            else if (trial.dropped())
                m_dropped.append(trial);
            else if (trial.end == End::Open)
                m_open.append(trial);
        }
    }

    IdleVerdict verdict() const
    {
        if (m_unopened == m_test.silent.size() && m_unopened > 0)
            return said(Outcome::NotOpened, Words::tr("No connection opened, so silence was not tried."),
                        Words::tr("Check the address first: it says why."));
        if (m_dropped.isEmpty() && m_open.isEmpty() && m_test.finished)
            return said(Outcome::Undecided, Words::tr("The test ended before anything was seen."));
        if (m_dropped.isEmpty())
            return m_test.finished && !m_test.stopped ? survived() : undecided();
        const auto isDead = [](const IdleTrial &trial) { return trial.end == End::DeadPath; };
        if (std::all_of(m_dropped.cbegin(), m_dropped.cend(), isDead))
            return deadPath();
        const auto early = [this](const IdleTrial &trial) { return trial.life < m_test.atOnce; };
        if (std::all_of(m_dropped.cbegin(), m_dropped.cend(), early))
            return closedAtOnce();
        return dropped();
    }

private:
    IdleVerdict undecided() const
    {
        if (m_open.isEmpty() || !m_test.stopped)
            return said(Outcome::Undecided, Words::tr("Nothing is known yet."));
        const Duration shortest = extremes(m_open, silenceOf).first;
        return said(
            Outcome::Undecided,
            Words::tr("Stopped: no connection was dropped within %1 of silence.").arg(tenths(shortest)),
            Words::tr("A longer silence was not tried."));
    }

    IdleVerdict survived() const
    {
        const Duration quiet =
            extremes(m_open, [](const IdleTrial &trial) { return trial.longestSilence; }).first;
        if (quiet + m_test.tolerance < m_test.upTo)
            return said(Outcome::NeverSilent,
                        Words::tr("The server speaks by itself: it was never silent for more than %1.")
                            .arg(tenths(quiet)),
                        Words::tr("All connections were open after %1. As long as the server speaks so "
                                  "often, by pings or messages of its own, a limit on silence above %2 "
                                  "cannot show, and does no harm.")
                            .arg(rounded(m_test.upTo), tenths(quiet)));
        const bool pinged =
            std::all_of(m_open.cbegin(), m_open.cend(), [](const IdleTrial &t) { return t.answersPings; });
        return said(Outcome::NoLimit,
                    Words::tr("No limit found: %1 of silence ended no connection, tried %2.")
                        .arg(rounded(m_test.upTo), times(m_open.size())),
                    pinged ? Words::tr("After the silence each of them still answered a ping.")
                           : Words::tr("The server answers no pings, so whether the path was still "
                                       "whole after the silence is not known."));
    }

    IdleVerdict deadPath() const
    {
        return said(
            Outcome::DeadPath,
            Words::tr("After %1 of silence the path was dead, and nobody had said so.")
                .arg(rounded(m_test.upTo)),
            Words::tr("Neither a Close frame nor the end of TCP came, but a ping after the silence got "
                      "no answer, %1. Something between forgets silent connections without a word: "
                      "a NAT, a firewall or a balancer. Its limit is below %2. Pings keep it from "
                      "forgetting; try again with a shorter time to find the limit.")
                .arg(times(m_dropped.size()), rounded(m_test.upTo)));
    }

    IdleVerdict closedAtOnce() const
    {
        const IdleTrial &first = m_dropped.constFirst();
        return said(
            Outcome::ClosedAtOnce,
            Words::tr("The connection ends %1 after it opens: silence is not the reason.")
                .arg(tenths(first.life)),
            Words::tr("It was %1. Check the address: it says more about such an end.").arg(endWords(first)));
    }

    IdleVerdict dropped() const
    {
        const auto [shortest, longest] = extremes(m_dropped, silenceOf);
        const auto [youngest, oldest] = extremes(m_dropped, lifeOf);
        const auto [earliest, latest] = extremes(m_dropped, momentOf);
        // Servers look at the clock now and then: one limit shows as times that differ by up to a tenth.
        const Duration tolerance = std::max(m_test.tolerance, longest / 10);
        const bool sameSilence = longest - shortest <= tolerance;
        const bool sameLife = oldest - youngest <= std::max(m_test.tolerance, oldest / 10);
        const bool allOver = m_open.isEmpty();
        if (m_dropped.size() > 1 && longest - shortest > m_test.tolerance &&
            (latest - earliest) * 4 <= longest - shortest)
            return sameMoment();
        if (!allOver && m_test.finished && !m_test.stopped)
            return varies();
        // Silence that was broken again and again, and the same age all the same.
        if (sameLife && youngest > longest * 2 && m_dropped.size() > 1)
            return lifeLimit({});
        if (!sameSilence)
            return varies();
        const bool controlDied = m_test.control && m_test.control->dropped();
        const Duration life = median(m_dropped, lifeOf);
        if (controlDied && std::chrono::abs(m_test.control->life - life) <= tolerance)
            return lifeLimit(*m_test.control);
        return silenceLimit();
    }

    IdleVerdict sameMoment() const
    {
        return said(Outcome::SameMoment,
                    Words::tr("All connections ended in the same moment, at different ages."),
                    Words::tr("They were %1. That is an event, not a limit on silence: a restart, a "
                              "deployment, or a timer that looks at all connections at once. Run the test "
                              "again to see which.")
                        .arg(endWords(m_dropped.constFirst())));
    }

    IdleVerdict varies() const
    {
        QStringList list;
        for (const IdleTrial &trial : m_dropped)
            list.append(tenths(trial.silence));
        const QString survivors =
            m_open.isEmpty() ? QString()
                             : QString(QLatin1Char(' ') + Words::tr("%n connections were still open.",
                                                                    nullptr, int(m_open.size())));
        return said(
            Outcome::Varies,
            Words::tr("Dropped after different times of silence: %1.").arg(list.join(QStringLiteral(", "))),
            Words::tr("So it is no fixed limit on silence. Backends with limits of their own "
                      "behind one balancer, restarts, or a network that loses connections "
                      "look like this.") +
                survivors);
    }

    IdleVerdict lifeLimit(const std::optional<IdleTrial> &control) const
    {
        const Duration life = median(m_dropped, lifeOf);
        IdleVerdict verdict;
        verdict.outcome = Outcome::LifeLimit;
        verdict.limit = life;
        verdict.title = Words::tr("Every connection ends at the age of %1, silent or not.").arg(tenths(life));
        verdict.explanation =
            control
                ? Words::tr("Without a word each was %1, and the one with pings every %2 ended after %3 as "
                            "well. This limits the life of a connection, or only messages count as life: "
                            "pings do not prevent it. Let clients reconnect, raise the limit, or send "
                            "messages.")
                      .arg(endWords(m_dropped.constFirst()), rounded(control->pingEvery),
                           tenths(control->life))
                : Words::tr("It was %1, although the server had spoken shortly before. This limits the life "
                            "of a connection, not its silence: let clients reconnect, or raise the limit.")
                      .arg(endWords(m_dropped.constFirst()));
        verdict.causes = defaultsNear(life, near(life), true);
        return verdict;
    }

    IdleVerdict silenceLimit() const
    {
        const Duration silence = median(m_dropped, silenceOf);
        IdleVerdict verdict;
        verdict.outcome = Outcome::SilenceLimit;
        verdict.limit = silence;
        verdict.title =
            Words::tr("Dropped after %1 of silence, %2.").arg(tenths(silence), times(m_dropped.size()));
        verdict.explanation = who(silence) + QLatin1Char(' ') + prevention(verdict);
        verdict.causes = defaultsNear(silence, near(silence), false);
        return verdict;
    }

    /// How far a measured time may be from a limit that is written in whole seconds.
    Duration near(Duration limit) const
    {
        return std::min(m_test.tolerance, Duration(std::chrono::milliseconds(300)) + limit / 50);
    }

    QString who(Duration silence) const
    {
        const IdleTrial &first = m_dropped.constFirst();
        const QString ended = (m_dropped.size() == 1 ? Words::tr("It was %1.") : Words::tr("Each was %1."))
                                  .arg(endWords(first)) +
                              QLatin1Char(' ');
        if (first.end == End::CloseFrame)
            return ended +
                   Words::tr("A Close frame comes from the WebSocket server itself: its library or the "
                             "application has a %1 idle limit.")
                       .arg(rounded(silence));
        return ended + Words::tr("Something on the way has a %1 idle limit.").arg(rounded(silence));
    }

    /// Only what the connection with pings has shown.
    QString prevention(IdleVerdict &verdict) const
    {
        const std::optional<IdleTrial> &control = m_test.control;
        if (!control || control->end == End::NotOpened)
            return Words::tr("Whether pings prevent it was not tried.");
        const QString every = rounded(control->pingEvery);
        if (control->dropped() || control->end == End::Broken)
            return Words::tr(
                       "A connection with pings every %1 ended after %2: pings alone may not prevent it.")
                .arg(every, tenths(control->life));
        if (control->life < m_test.controlUntil)
            return m_test.finished
                       ? Words::tr("Whether pings every %1 prevent it was not tried long enough.").arg(every)
                       : Words::tr("Whether pings every %1 prevent it is being tried.").arg(every);
        verdict.pingEvery = control->pingEvery;
        return Words::tr("Pings every %1 prevent it: a connection pinged so often was still open after %2.")
            .arg(every, tenths(control->life));
    }

    const IdleTest &m_test;
    QList<IdleTrial> m_dropped, m_open;
    qsizetype m_unopened = 0;
};

} // namespace

bool IdleVerdict::found() const
{
    return outcome != Outcome::Undecided && outcome != Outcome::NoLimit && outcome != Outcome::NeverSilent;
}

QByteArray toString(IdleVerdict::Outcome outcome)
{
    return observation::wordOf(outcomes, outcome);
}

IdleVerdict judge(const IdleTest &test)
{
    return Judge(test).verdict();
}

Duration pingIntervalBelow(Duration silence)
{
    if (silence < std::chrono::seconds(2))
        return silence / 2;
    // 59.9 s is a limit of a minute.
    return std::chrono::floor<std::chrono::seconds>(silence / 2 + std::chrono::milliseconds(50));
}

} // namespace wirewise::diagnosis
