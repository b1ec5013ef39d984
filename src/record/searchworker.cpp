#include "record/searchworker.h"

#include <algorithm>
#include <limits>

namespace wirewise::record {

namespace {

using observation::FilterTerm;

/// What one transaction reads: the writer waits no longer than that takes.
constexpr qint64 FirstSlice = 128 * 1024, Slice = 1024 * 1024;
constexpr qint64 ReportInterval = 50; // milliseconds
constexpr qsizetype MostNumbers = 65536;
constexpr int MostUntaken = 4;
constexpr int WaitForReader = 5, WaitForWriter = 100; // milliseconds
/// A file that does not grow for so long will not: recording has stopped.
constexpr qint64 GiveUpAfter = 3000;
constexpr int CancelEvery = 64; // messages

bool needsPayloads(const observation::MessageFilter &filter)
{
    return !filter.terms.isEmpty() || filter.smallest > 0 ||
           filter.largest != std::numeric_limits<qint64>::max();
}

} // namespace

SearchWorker::SearchWorker(const std::atomic<quint64> &run, std::atomic<int> &untaken)
    : m_current(run)
    , m_untaken(untaken)
{
    m_next.setParent(this);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SearchWorker::step);
}

void SearchWorker::begin(quint64 run, const QString &path, const observation::MessageFilter &filter,
                         const QList<observation::Message> &latest)
{
    m_run = run;
    m_next.stop();
    m_walk.reset();
    m_older.clear();
    m_news = {};
    m_news.run = run;
    m_filter = filter;
    m_low = m_high = m_target = 0;
    m_isFirst = true;
    if (isCancelled())
        return;
    m_sinceReport.start();
    m_sinceGrowth.start();
    if (!path.isEmpty()) {
        using Content = session::BlockWalk::Content;
        if (auto walk =
                session::BlockWalk::open(path, needsPayloads(filter) ? Content::Whole : Content::Headers))
            m_walk.emplace(*std::move(walk));
    }
    m_low = std::numeric_limits<qint64>::max();
    if (m_walk)
        goBack();
    else
        m_news.atStart = true;
    if (!m_walk && !latest.isEmpty())
        m_high = latest.constFirst().number - 1;
    add(run, latest, latest.isEmpty() ? 0 : latest.constLast().number);
}

void SearchWorker::add(quint64 run, const QList<observation::Message> &messages, qint64 count)
{
    if (run != m_run || isCancelled())
        return;
    if (m_high >= m_target)
        m_sinceGrowth.start(); // it has nothing to catch up with so far
    m_target = qMax(m_target, count);
    // While older ones are missing, the file has them in order.
    if (!messages.isEmpty() && messages.constFirst().number <= m_high + 1) {
        for (const observation::Message &message : messages)
            judge(message);
    }
    if (!m_next.isActive())
        m_next.start(0);
}

void SearchWorker::judge(const observation::Message &message)
{
    if (message.number <= m_high)
        return;
    m_high = message.number;
    ++m_news.judged;
    m_sinceGrowth.start();
    if (m_filter.passes(message))
        m_news.newer.append(message.number);
}

void SearchWorker::cut(quint64 run)
{
    if (run != m_run || isCancelled() || m_news.atStart)
        return;
    m_news.atStart = m_news.cut = true;
    report(true);
}

void SearchWorker::step()
{
    if (isCancelled()) {
        m_walk.reset(); // the file may go away
        return;
    }
    if (m_untaken >= MostUntaken) {
        m_next.start(WaitForReader);
        return;
    }
    if (m_high < m_target)
        goOn();
    if (!m_news.atStart)
        goBack();
    report(m_news.atStart);
    if (!m_news.atStart)
        m_next.start(0);
    else if (m_high < m_target)
        m_next.start(m_walk ? WaitForWriter : 0);
}

void SearchWorker::goBack()
{
    const QList<session::MessageBlock> blocks = m_walk->before(m_low, m_isFirst ? FirstSlice : Slice);
    m_news.damaged = m_walk->isDamaged();
    m_news.atStart = blocks.isEmpty() || m_news.damaged;
    for (const session::MessageBlock &block : blocks) {
        if (isCancelled())
            return;
        const QList<qint64> matches = matchesIn(block, 0, m_low);
        if (!matches.isEmpty())
            m_older.append(matches);
        m_low = qMin(m_low, block.first);
    }
    m_news.atStart = m_news.atStart || m_low <= 1;
}

void SearchWorker::goOn()
{
    const qint64 before = m_high;
    if (m_walk) {
        const QList<session::MessageBlock> blocks = m_walk->from(m_high + 1, Slice);
        for (const session::MessageBlock &block : blocks) {
            if (isCancelled())
                return;
            m_news.newer += matchesIn(block, m_high, std::numeric_limits<qint64>::max());
        }
    }
    if (m_high > before)
        m_sinceGrowth.start();
    else if (!m_walk || m_sinceGrowth.elapsed() > GiveUpAfter)
        m_high = m_target;
}

QList<qint64> SearchWorker::matchesIn(const session::MessageBlock &block, qint64 above, qint64 below)
{
    QList<qint64> matches;
    const bool may = mayMatch(block);
    session::BlockCursor cursor(block);
    int untilCheck = CancelEvery;
    while (cursor.next()) {
        if (cursor.number() <= above || cursor.number() >= below)
            continue;
        above = cursor.number(); // rising, whatever the file says
        m_high = qMax(m_high, above);
        ++m_news.judged;
        if (may && m_filter.passes(cursor.direction(), cursor.opcode(), cursor.payload()))
            matches.append(above);
        if (--untilCheck == 0) {
            if (isCancelled())
                break;
            untilCheck = CancelEvery;
        }
    }
    return matches;
}

/// One look at all payloads of a block at once spares a look at each, where a word is rare.
bool SearchWorker::mayMatch(const session::MessageBlock &block) const
{
    return std::all_of(m_filter.terms.begin(), m_filter.terms.end(), [&block](const FilterTerm &term) {
        return term.kind != FilterTerm::Kind::Word || term.excludes ||
               observation::holds(block.payloads, term.word, term.anyCase);
    });
}

void SearchWorker::report(bool atOnce)
{
    qsizetype older = 0;
    for (const QList<qint64> &part : m_older)
        older += part.size();
    const bool hasFirst = m_isFirst && older + m_news.newer.size() > 0;
    if (!atOnce && !hasFirst && m_sinceReport.elapsed() < ReportInterval &&
        older + m_news.newer.size() < MostNumbers)
        return;
    m_isFirst = m_isFirst && !hasFirst;
    m_sinceReport.start();
    m_news.older.reserve(older);
    for (auto part = m_older.crbegin(); part != m_older.crend(); ++part)
        m_news.older += *part;
    m_older.clear();
    ++m_untaken;
    Q_EMIT found(m_news);
    m_news.older.clear();
    m_news.newer.clear();
}

} // namespace wirewise::record
