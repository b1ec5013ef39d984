#include "check/watchpace.h"

#include "check/prospect.h"
#include "diagnosis/course.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::check {

using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::check::Watch)
};

} // namespace

AskedPause askedPause(const observation::Observation &observation, const QDateTime &now)
{
    AskedPause asked;
    const auto add = [&](const observation::Exchange &exchange) {
        asked.wait = std::max(asked.wait, retryAfter(exchange, now));
        asked.limited = asked.limited || exchange.status() == 429;
    };
    for (const observation::Exchange &exchange : observation.exchanges)
        add(exchange);
    for (const observation::ExperimentResult &result : observation.experiments)
        add(result.exchange);
    return asked;
}

WatchPace::WatchPace(milliseconds every, quint32 seed)
    : m_every(every)
    , m_random(seed)
{
}

milliseconds WatchPace::drifted()
{
    const milliseconds::rep tenth = m_every.count() / 10;
    std::uniform_int_distribution<milliseconds::rep> drift(-tenth, tenth);
    return m_every + milliseconds(drift(m_random));
}

WatchPace::Next WatchPace::after(milliseconds took, const AskedPause &asked)
{
    const milliseconds usual = drifted() - took;
    if (!asked.limited || asked.wait > milliseconds(0))
        m_limited = 0;
    if (asked.wait > milliseconds(0) && asked.wait > usual)
        return {std::min<milliseconds>(asked.wait, LongestAsked), Reason::RetryAfter};
    if (asked.limited && asked.wait == milliseconds(0)) {
        milliseconds pause = std::max<milliseconds>(m_every, Breath);
        const milliseconds longest = std::max<milliseconds>(m_every, LongestDoubled);
        for (int doubled = 0; doubled <= m_limited && pause < longest; ++doubled)
            pause *= 2;
        ++m_limited;
        return {std::min(pause, longest), Reason::Limited};
    }
    if (m_every > milliseconds(0) && took > m_every)
        return {std::min<milliseconds>(m_every, Breath), Reason::SlowCheck};
    return {std::max(milliseconds(0), usual), Reason::Usual};
}

QString paceWords(const WatchPace::Next &next, milliseconds took, milliseconds every)
{
    const QString pause = diagnosis::spanWords(next.pause);
    switch (next.reason) {
    case WatchPace::Reason::SlowCheck:
        return Words::tr(
                   "A check takes %1, longer than the %2 between two. There is one at a time, so rounds "
                   "come later.")
            .arg(diagnosis::spanWords(took), diagnosis::spanWords(every));
    case WatchPace::Reason::RetryAfter:
        return Words::tr("The server asks to wait (Retry-After). The next check comes in %1.").arg(pause);
    case WatchPace::Reason::Limited:
        return Words::tr("The server says 429, too many requests. The next check comes in %1.").arg(pause);
    case WatchPace::Reason::Usual:
        break;
    }
    return Words::tr("Checks come every %1 again.").arg(diagnosis::spanWords(every));
}

} // namespace wirewise::check
