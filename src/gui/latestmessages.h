#pragma once

#include "observation/messageview.h"

#include <vector>

namespace wirewise::gui {

/// The last of the messages that were added, at most so many and about so many bytes, never none. In a flood
/// nearly all are pushed out before anybody asks: their payloads lie in one piece of memory that is used
/// again, and become messages when they are taken.
class LatestMessages
{
public:
    LatestMessages(qsizetype most, qint64 mostBytes)
        : m_most(most)
        , m_mostBytes(mostBytes)
    {
    }

    /// Off: all are kept, because nobody else does.
    void setBounded(bool on) { m_bounded = on; }
    void add(const observation::MessageViews &messages);
    /// In order; none are left.
    [[nodiscard]] QList<observation::Message> take();

private:
    struct Kept
    {
        observation::MessageView facts; ///< without what lies elsewhere
        qsizetype offset = 0, size = 0; ///< of its payload
        qint64 held = 0;                ///< as MessageView::held() says
        QList<observation::Fragment> fragments;
    };

    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_kept.size()); }
    [[nodiscard]] const Kept &at(qsizetype i) const { return m_kept[static_cast<std::size_t>(i)]; }
    [[nodiscard]] qsizetype firstWanted() const;
    void keep(const observation::MessageView &message);
    /// The first ones of them.
    void forget(qsizetype gone);

    qsizetype m_most;
    qint64 m_mostBytes;
    bool m_bounded = true;
    std::vector<Kept> m_kept;
    QByteArray m_payloads;
    qint64 m_held = 0; ///< by all of them
};

} // namespace wirewise::gui
