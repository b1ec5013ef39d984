#include "record/searchworker.h"

#include <limits>

namespace wirewise::record {

namespace {

/// What one transaction takes: the writer waits no longer.
constexpr qint64 LongestSlice = 5;    // milliseconds
constexpr qint64 ReportInterval = 50; // milliseconds
constexpr qsizetype MostNumbers = 65536;
constexpr int MostUntaken = 4;
constexpr int WaitForReader = 5, WaitForWriter = 100; // milliseconds
/// A file that does not grow for so long will not: recording has stopped.
constexpr qint64 GiveUpAfter = 3000;
constexpr int CancelEvery = 64; // messages

/// How many messages a block may hold at most, whatever it says.
qint64 countOf(const session::MessageBlock &block)
{
    constexpr qint64 LeastHeader = 6; // bytes for each
    return qBound<qint64>(0, block.count, block.header.size() / LeastHeader);
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
    m_olderCount = 0;
    m_news = {};
    m_news.run = run;
    m_sieve = observation::PayloadSieve(filter);
    m_needsPayloads = !filter.terms.isEmpty();
    m_low = m_high = m_target = 0;
    m_isFirst = true;
    if (isCancelled())
        return;
    m_sinceReport.start();
    m_sinceGrowth.start();
    if (!path.isEmpty()) {
        using Content = session::BlockWalk::Content;
        if (auto walk = session::BlockWalk::open(path, m_needsPayloads ? Content::Whole : Content::Headers))
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
    m_sieve.begin(message.payload);
    if (m_sieve.passes(message.direction, message.opcode, 0, message.payload.size()))
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

bool SearchWorker::readSlice(bool backwards,
                             const std::function<void(const session::MessageBlock &)> &judgeOne)
{
    QElapsedTimer slice;
    slice.start();
    const auto takeOne = [&](const session::MessageBlock &block) {
        judgeOne(block);
        return !isCancelled() && slice.elapsed() < LongestSlice &&
               m_olderCount + m_news.newer.size() < MostNumbers;
    };
    return backwards ? m_walk->before(m_low, takeOne) : m_walk->from(m_high + 1, takeOne);
}

void SearchWorker::goBack()
{
    const qint64 before = m_low;
    const bool hasMore = readSlice(true, [this](const session::MessageBlock &block) {
        QList<qint64> matches = matchesIn(block, 0, m_low);
        m_low = qMin(m_low, block.first);
        m_olderCount += matches.size();
        if (!matches.isEmpty())
            m_older.append(std::move(matches));
    });
    m_news.damaged = m_walk->isDamaged();
    m_news.atStart = !hasMore || m_low <= 1 || m_low == before;
}

void SearchWorker::goOn()
{
    const qint64 before = m_high;
    if (m_walk) {
        readSlice(false, [this](const session::MessageBlock &block) {
            m_news.newer += matchesIn(block, m_high, std::numeric_limits<qint64>::max());
        });
    }
    if (m_high > before)
        m_sinceGrowth.start();
    else if (!m_walk || m_sinceGrowth.elapsed() > GiveUpAfter)
        m_high = m_target;
}

QList<qint64> SearchWorker::matchesIn(const session::MessageBlock &block, qint64 above, qint64 below)
{
    m_sieve.begin(block.payloads);
    const bool mayPass = m_sieve.mayPass();
    // Where nothing can pass, its messages need not be looked at one by one; but the highest number must be
    // known, and that is told by the last of them.
    if (!mayPass && block.first <= m_high && above == 0) {
        m_news.judged += countOf(block);
        return {};
    }
    QList<qint64> matches;
    session::BlockCursor cursor(block);
    int untilCheck = CancelEvery;
    while (cursor.next()) {
        if (m_needsPayloads && cursor.offset() + cursor.length() > block.payloads.size())
            break;
        if (cursor.number() <= above || cursor.number() >= below)
            continue;
        above = cursor.number(); // rising, whatever the file says
        m_high = qMax(m_high, above);
        ++m_news.judged;
        if (mayPass && m_sieve.passes(cursor.direction(), cursor.opcode(), cursor.offset(), cursor.length()))
            matches.append(above);
        if (--untilCheck == 0) {
            if (isCancelled())
                break;
            untilCheck = CancelEvery;
        }
    }
    return matches;
}

void SearchWorker::report(bool atOnce)
{
    const qsizetype numbers = m_olderCount + m_news.newer.size();
    const bool hasFirst = m_isFirst && numbers > 0;
    if (!atOnce && !hasFirst && m_sinceReport.elapsed() < ReportInterval && numbers < MostNumbers)
        return;
    m_isFirst = m_isFirst && !hasFirst;
    m_sinceReport.start();
    m_news.older.reserve(m_olderCount);
    for (auto part = m_older.crbegin(); part != m_older.crend(); ++part)
        m_news.older += *part;
    m_older.clear();
    m_olderCount = 0;
    ++m_untaken;
    Q_EMIT found(m_news);
    m_news.older.clear();
    m_news.newer.clear();
}

} // namespace wirewise::record
