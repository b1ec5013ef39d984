#include "gui/messagestore.h"

#include <algorithm>

namespace wirewise::gui {

namespace {
/// A row that is not on disk yet is asked for again, but not in a tight loop.
constexpr qint64 AskAgainAfter = 300;
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

const observation::Message *MessageStore::at(qint64 number)
{
    if (number < 1 || number > m_count)
        return nullptr;
    const qint64 page = pageOf(number);
    const auto found = m_pages.find(page);
    if (found != m_pages.end()) {
        found->used = ++m_use;
        const auto message = found->messages.find(number);
        if (message != found->messages.end())
            return &message->second;
    }
    const auto asked = m_askedAt.constFind(page);
    if (asked == m_askedAt.cend() || m_clock.elapsed() - *asked > AskAgainAfter) {
        m_askedAt.insert(page, m_clock.elapsed());
        Q_EMIT wanted(page * PageSize + 1, PageSize);
    }
    return nullptr;
}

void MessageStore::append(const QList<observation::Message> &messages, qint64 count)
{
    for (const observation::Message &message : messages)
        keep(message);
    if (!messages.isEmpty())
        trim(pageOf(messages.constLast().number));
    if (count != m_count) {
        m_count = count;
        Q_EMIT grown();
    }
}

void MessageStore::supply(qint64 first, const QList<observation::Message> &messages)
{
    if (messages.isEmpty())
        return;
    const qsizetype closes = m_closes.size();
    for (const observation::Message &message : messages)
        keep(message);
    trim(pageOf(first));
    Q_EMIT loaded();
    if (m_closes.size() != closes)
        Q_EMIT grown();
}

void MessageStore::clear()
{
    m_pages.clear();
    m_askedAt.clear();
    m_bytes = 0;
    m_count = 0;
    m_closes.clear();
    Q_EMIT reset();
}

void MessageStore::keep(const observation::Message &message)
{
    Page &page = m_pages[pageOf(message.number)];
    const auto [place, isNew] = page.messages.try_emplace(message.number, message);
    if (!isNew)
        return;
    page.used = ++m_use;
    if (message.opcode == wire::Opcode::Close && !m_closes.contains(message.number - 1)) {
        m_closes.append(message.number - 1);
        std::sort(m_closes.begin(), m_closes.end());
    }
    page.bytes += message.payload.size();
    m_bytes += message.payload.size();
}

void MessageStore::trim(qint64 keepPage)
{
    // Pages are dropped by age of use; a few hundred short ones cost nothing, so only bytes count, with a
    // share for each page itself.
    constexpr qint64 PageCost = 32 * 1024;
    while (m_pages.size() > 1 && m_bytes + m_pages.size() * PageCost > KeptBytes) {
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
