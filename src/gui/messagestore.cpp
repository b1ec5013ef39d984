#include "gui/messagestore.h"

#include "gui/freedmemory.h"

#include <algorithm>

namespace wirewise::gui {

namespace {
/// A row that is not on disk yet is asked for again, but not in a tight loop.
constexpr qint64 AskAgainAfter = 300;
/// So many messages of one page are read by reading the page.
constexpr qsizetype EnoughForPage = 4;
constexpr qsizetype MostRemembered = 4096;
/// More would only make the latest wait for what nobody looks at any more.
constexpr qsizetype MostOnTheWay = 4, MostWaiting = 64;
/// Where no answer came for so long, none will.
constexpr qint64 GiveUpAfter = 5000;
} // namespace

MessageStore::MessageStore(QObject *parent)
    : MessagePages(parent)
{
    m_clock.start();
}

MessageStore::~MessageStore() = default;

QList<observation::Message> MessageStore::fetch(qint64 first, qint64 count)
{
    QList<observation::Message> list;
    for (qint64 index = first; index < std::min(first + count, m_count); ++index) {
        const observation::Message *message = at(index + 1);
        if (!message)
            break;
        list.append(*message);
    }
    return list;
}

const observation::Message *MessageStore::kept(qint64 number) const
{
    const auto found = m_pages.constFind(pageOf(number));
    if (found == m_pages.cend())
        return nullptr;
    const auto message = found->messages.find(number);
    return message != found->messages.end() ? &message->second : nullptr;
}

const observation::Message *MessageStore::at(qint64 number)
{
    if (number < 1 || number > m_count)
        return nullptr;
    const qint64 page = pageOf(number);
    if (const auto found = m_pages.find(page); found != m_pages.end())
        found->used = ++m_use;
    const observation::Message *message = kept(number);
    if (!message)
        askForPage(page);
    return message;
}

void MessageStore::askForPage(qint64 page)
{
    const auto asked = m_askedAt.constFind(page);
    if (asked != m_askedAt.cend() && m_clock.elapsed() - *asked <= AskAgainAfter)
        return;
    m_askedAt.insert(page, m_clock.elapsed());
    ask(page * PageSize + 1, PageSize);
}

void MessageStore::askFor(qint64 number)
{
    const auto asked = m_askedAlone.constFind(number);
    if (asked != m_askedAlone.cend() && m_clock.elapsed() - *asked <= AskAgainAfter)
        return;
    if (m_askedAlone.size() > MostRemembered)
        m_askedAlone.clear();
    m_askedAlone.insert(number, m_clock.elapsed());
    ask(number, 1);
}

void MessageStore::ask(qint64 first, qint64 count)
{
    const qint64 now = m_clock.elapsed();
    m_onTheWay.removeIf(
        [now](const QHash<qint64, qint64>::iterator &asked) { return now - asked.value() > GiveUpAfter; });
    if (m_onTheWay.size() < MostOnTheWay) {
        m_onTheWay.insert(first, now);
        Q_EMIT wanted(first, count);
        return;
    }
    m_waiting.removeOne({first, count});
    m_waiting.append({first, count});
    if (m_waiting.size() > MostWaiting)
        m_waiting.removeFirst();
}

void MessageStore::noteAnswer(qint64 first)
{
    if (m_onTheWay.remove(first) && !m_waiting.isEmpty()) {
        const Request next = m_waiting.takeLast();
        ask(next.first, next.count);
    }
}

QList<observation::Message> MessageStore::numbered(const QList<qint64> &numbers)
{
    QList<observation::Message> list;
    list.reserve(numbers.size());
    QHash<qint64, QList<qint64>> missing;
    for (const qint64 number : numbers) {
        const qint64 page = pageOf(number);
        if (const auto found = m_pages.find(page); found != m_pages.end())
            found->used = ++m_use;
        const observation::Message *message = kept(number);
        list.append(message ? *message : observation::Message());
        if (!message && number >= 1 && number <= m_count)
            missing[page].append(number);
    }
    // Far from each other, whole pages would push each other out.
    for (auto page = missing.cbegin(); page != missing.cend(); ++page) {
        if (page->size() >= EnoughForPage)
            askForPage(page.key());
        else
            std::for_each(page->begin(), page->end(), [this](qint64 number) { askFor(number); });
    }
    return list;
}

QList<observation::Message> MessageStore::atHand(qint64 number) const
{
    const observation::Message *message = kept(number);
    return message ? QList<observation::Message>{*message} : QList<observation::Message>();
}

QList<observation::Message> MessageStore::latest(qint64 most) const
{
    QList<observation::Message> list;
    for (qint64 number = m_count; number > 0 && list.size() < most; --number) {
        const observation::Message *message = kept(number);
        if (!message)
            break;
        list.append(*message);
    }
    std::reverse(list.begin(), list.end());
    return list;
}

void MessageStore::append(const QList<observation::Message> &messages, qint64 count)
{
    measure(messages, count);
    for (const observation::Message &message : messages)
        keep(message);
    if (!messages.isEmpty())
        trim(pageOf(messages.constLast().number));
    if (count != m_count) {
        // A flood frees as much as it takes, in pieces that the allocator would keep for each thread.
        constexpr qint64 aFlood = 1'000'000;
        if (count / aFlood != m_count / aFlood)
            giveFreedMemoryBack();
        m_count = count;
        Q_EMIT grown();
    }
    if (!messages.isEmpty())
        Q_EMIT appended(messages, count);
}

void MessageStore::measure(const QList<observation::Message> &messages, qint64 count)
{
    if (messages.isEmpty())
        return;
    // A flood hands over its last messages only; those between count as received.
    const qint64 left = count - m_count - messages.size();
    if (left > 0)
        m_rate.add(messages.constFirst().at, m_count + 1, left, 0);
    for (const observation::Message &message : messages) {
        if (message.number <= m_count)
            continue;
        const bool sent = message.direction == wire::Direction::Sent;
        m_rate.add(message.at, message.number, sent ? 0 : 1, sent ? 1 : 0);
        if (message.opcode == wire::Opcode::Close)
            m_rate.addClose(message.at);
        m_roundTrips.see(message);
    }
}

void MessageStore::setConnections(const QList<observation::ConnectionMark> &connections)
{
    m_closes.setConnections(connections);
    Q_EMIT grown();
}

QList<qint64> MessageStore::closes() const
{
    return m_closes.explained(m_count);
}

CloseExplanation MessageStore::closeExplanation(qint64 index, const observation::Message &close) const
{
    return m_closes.explanation(index, close);
}

void MessageStore::setRate(const observation::RateBuckets &rate)
{
    m_rate = rate;
    Q_EMIT loaded();
}

void MessageStore::supply(qint64 first, const QList<observation::Message> &messages)
{
    noteAnswer(first);
    if (messages.isEmpty())
        return;
    const qsizetype closes = m_closes.seen();
    for (const observation::Message &message : messages)
        keep(message);
    trim(pageOf(first));
    Q_EMIT loaded();
    if (m_closes.seen() != closes)
        Q_EMIT grown();
}

void MessageStore::setShown(bool shown)
{
    m_mostBytes = shown ? KeptBytes : KeptUnseenBytes;
    if (m_count > 0)
        trim(pageOf(m_count));
}

void MessageStore::clear()
{
    m_pages.clear();
    m_askedAt.clear();
    m_askedAlone.clear();
    m_onTheWay.clear();
    m_waiting.clear();
    m_bytes = 0;
    m_count = 0;
    m_closes = {};
    m_rate = {};
    m_roundTrips = {};
    Q_EMIT reset();
}

void MessageStore::keep(const observation::Message &message)
{
    Page &page = m_pages[pageOf(message.number)];
    const auto [place, isNew] = page.messages.try_emplace(message.number, message);
    if (!isNew)
        return;
    page.used = ++m_use;
    m_closes.see(message);
    page.bytes += message.held();
    m_bytes += message.held();
}

void MessageStore::trim(qint64 keepPage)
{
    // Pages are dropped by age of use; a few hundred short ones cost nothing, so only bytes count, with a
    // share for each page itself.
    constexpr qint64 PageCost = 32 * 1024;
    while (m_pages.size() > 1 && m_bytes + m_pages.size() * PageCost > m_mostBytes) {
        auto oldest = m_pages.end();
        for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
            if (page.key() != keepPage && (oldest == m_pages.end() || page->used < oldest->used))
                oldest = page;
        }
        if (oldest == m_pages.end())
            return;
        m_bytes -= oldest->bytes;
        m_askedAt.remove(oldest.key());
        m_pages.erase(oldest);
    }
}

} // namespace wirewise::gui
