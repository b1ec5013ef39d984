#include "gui/latestmessages.h"

namespace wirewise::gui {

using observation::Message;
using observation::MessageView;
using observation::MessageViews;

namespace {

/// Of `count` messages the first of the last ones that are not too many and not too long together.
template<typename HeldOf>
qsizetype firstOfLast(qsizetype count, qsizetype most, qint64 mostBytes, HeldOf heldOf)
{
    qsizetype first = count;
    qint64 bytes = 0;
    while (first > 0 && count - first < most) {
        bytes += heldOf(first - 1);
        if (bytes > mostBytes && first < count)
            break;
        --first;
    }
    return first;
}

} // namespace

void LatestMessages::add(const MessageViews &messages)
{
    qsizetype first = 0;
    if (m_bounded) {
        first = firstOfLast(messages.size(), m_most, m_mostBytes,
                            [&messages](qsizetype i) { return messages.at(i).held(); });
    }
    if (first > 0) // they push out all that came before
        forget(count());
    for (qsizetype i = first; i < messages.size(); ++i)
        keep(messages.at(i));
    // Not with each of them: the others move when the first ones are forgotten.
    if (m_bounded && (count() > 2 * m_most || m_held > 2 * m_mostBytes))
        forget(firstWanted());
}

qsizetype LatestMessages::firstWanted() const
{
    if (!m_bounded)
        return 0;
    return firstOfLast(count(), m_most, m_mostBytes, [this](qsizetype i) { return at(i).held; });
}

void LatestMessages::keep(const MessageView &message)
{
    m_kept.push_back({message, m_payloads.size(), message.payload.size(), message.held(),
                      QList<observation::Fragment>(message.fragments.begin(), message.fragments.end())});
    m_kept.back().facts.payload = {};
    m_kept.back().facts.fragments = {};
    m_payloads.append(message.payload);
    m_held += message.held();
}

void LatestMessages::forget(qsizetype gone)
{
    const qsizetype bytes = gone < count() ? at(gone).offset : m_payloads.size();
    for (qsizetype i = 0; i < gone; ++i)
        m_held -= at(i).held;
    m_kept.erase(m_kept.begin(), m_kept.begin() + gone);
    for (Kept &kept : m_kept)
        kept.offset -= bytes;
    if (m_kept.empty())
        m_payloads.truncate(0);
    else
        m_payloads.remove(0, bytes);
}

QList<Message> LatestMessages::take()
{
    QList<Message> messages;
    const qsizetype first = firstWanted();
    messages.reserve(count() - first);
    for (qsizetype i = first; i < count(); ++i) {
        Message message = at(i).facts.toMessage();
        message.payload = m_payloads.sliced(at(i).offset, at(i).size);
        message.fragments = at(i).fragments;
        messages.append(std::move(message));
    }
    forget(count());
    // Where nothing comes any more, long ones need not keep their room.
    if (m_payloads.capacity() > 4 * m_mostBytes)
        m_payloads = QByteArray();
    return messages;
}

} // namespace wirewise::gui
