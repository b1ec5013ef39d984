#include "gui/filteredmessages.h"

namespace wirewise::gui {

namespace {
/// Messages that may not be on disk yet: what comes in half a second of a quiet session.
constexpr qint64 LatestAtHand = 4000;
} // namespace

FilteredMessages::FilteredMessages(QObject *parent)
    : MessagePages(parent)
{
    connect(&m_search, &record::MessageSearch::found, this, &FilteredMessages::take);
}

FilteredMessages::~FilteredMessages() = default;

void FilteredMessages::start(MessageStore *store, const QString &path,
                             const observation::MessageFilter &filter)
{
    stop();
    m_store = store;
    connect(store, &MessageStore::loaded, this, &MessagePages::loaded);
    connect(store, &MessageStore::appended, &m_search, &record::MessageSearch::add);
    m_search.start(path, filter, store->latest(LatestAtHand));
    Q_EMIT reset();
}

void FilteredMessages::stop()
{
    m_search.cancel();
    if (m_store) {
        disconnect(m_store, nullptr, this, nullptr);
        disconnect(m_store, nullptr, &m_search, nullptr);
    }
    m_store = nullptr;
    m_numbers.clear();
    m_judged = 0;
    m_complete = m_damaged = m_cut = false;
}

void FilteredMessages::take(const record::SearchNews &news)
{
    m_judged = news.judged;
    m_complete = news.atStart;
    m_damaged = news.damaged;
    m_cut = news.cut;
    if (!news.older.isEmpty()) {
        m_numbers.prepend(news.older);
        Q_EMIT prepended(news.older.size());
    }
    if (!news.newer.isEmpty()) {
        m_numbers.append(news.newer);
        Q_EMIT grown();
    }
    Q_EMIT progressed();
}

QList<observation::Message> FilteredMessages::fetch(qint64 first, qint64 count)
{
    QList<qint64> numbers;
    for (qint64 index = qMax<qint64>(0, first); index < qMin(first + count, m_numbers.count()); ++index)
        numbers.append(m_numbers.at(index));
    return m_store ? m_store->numbered(numbers) : QList<observation::Message>();
}

QList<qint64> FilteredMessages::closes() const
{
    QList<qint64> indexes;
    const QList<qint64> all = m_store ? m_store->closes() : QList<qint64>();
    for (const qint64 close : all) {
        const qint64 index = m_numbers.indexOf(close + 1);
        if (index >= 0)
            indexes.append(index);
    }
    return indexes;
}

CloseExplanation FilteredMessages::closeExplanation(qint64 index, const observation::Message &close) const
{
    return m_store ? m_store->closeExplanation(m_numbers.at(index) - 1, close) : explainClose(close);
}

QDateTime FilteredMessages::openedAt() const
{
    return m_store ? m_store->openedAt() : QDateTime();
}

} // namespace wirewise::gui
