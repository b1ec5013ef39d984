#pragma once

#include "gui/connectioncloses.h"
#include "gui/widgets/messagepages.h"
#include "observation/ratebuckets.h"
#include "observation/roundtrips.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <map>

namespace wirewise::gui {

/// The messages of one session as a view needs them: a count, and pages that come from the file when a
/// row is looked at. Keeps a bounded number of bytes. GUI thread.
class MessageStore : public MessagePages
{
    Q_OBJECT
public:
    static constexpr qint64 PageSize = 128;
    static constexpr qint64 KeptBytes = 12 * 1024 * 1024, KeptUnseenBytes = 1024 * 1024;

    explicit MessageStore(QObject *parent = nullptr);
    ~MessageStore() override;

    [[nodiscard]] qint64 count() const override { return m_count; }
    [[nodiscard]] QList<observation::Message> fetch(qint64 first, qint64 count) override;
    /// Closes, and where a connection ended without one.
    [[nodiscard]] QList<qint64> closes() const override;
    [[nodiscard]] CloseExplanation closeExplanation(qint64 index,
                                                    const observation::Message &close) const override;
    [[nodiscard]] QDateTime openedAt() const override { return m_openedAt; }
    void setOpenedAt(const QDateTime &openedAt) { m_openedAt = openedAt; }

    /// The connections that the messages belong to, in order; empty where there is one only.
    void setConnections(const QList<observation::ConnectionMark> &connections);
    [[nodiscard]] const QList<observation::ConnectionMark> &connections() const
    {
        return m_closes.connections();
    }
    /// How the only connection ended; nothing while it is open.
    void setEnded(const std::optional<observation::SessionFacts> &facts) { m_closes.setEnded(facts); }

    /// The messages with these numbers, as far as they are at hand; number 0 stands for one that is being
    /// read.
    [[nodiscard]] QList<observation::Message> numbered(const QList<qint64> &numbers);
    /// The message with that number if it is at hand; asks nobody for it.
    [[nodiscard]] QList<observation::Message> atHand(qint64 number) const;
    /// The last messages without a gap, at most so many, as far as they are at hand.
    [[nodiscard]] QList<observation::Message> latest(qint64 most) const;

    /// When how many came. Of a session from a file it is read once, and set here.
    [[nodiscard]] const observation::RateBuckets &rate() const { return m_rate; }
    void setRate(const observation::RateBuckets &rate);
    [[nodiscard]] const observation::RoundTrips &roundTrips() const { return m_roundTrips; }

    /// New messages, the last of count in all. Message::number counts from 1, indexes from 0.
    void append(const QList<observation::Message> &messages, qint64 count);
    /// A page that was asked for with wanted().
    void supply(qint64 first, const QList<observation::Message> &messages);
    void clear();
    /// What nobody looks at keeps little in memory.
    void setShown(bool shown);

Q_SIGNALS:
    /// What append() was told.
    void appended(const QList<wirewise::observation::Message> &messages, qint64 count);
    /// Somebody shall read the messages with these numbers and call supply().
    void wanted(qint64 first, qint64 count);

private:
    struct Page
    {
        std::map<qint64, observation::Message> messages;
        qint64 bytes = 0;
        quint64 used = 0;
    };

    struct Request
    {
        qint64 first = 0, count = 0;

        friend bool operator==(const Request &, const Request &) = default;
    };

    /// Message with that number; null while its page is on the way.
    [[nodiscard]] const observation::Message *at(qint64 number);
    [[nodiscard]] const observation::Message *kept(qint64 number) const;
    void measure(const QList<observation::Message> &messages, qint64 count);
    void askForPage(qint64 page);
    void askFor(qint64 number);
    /// Asks, or waits until less is on its way: after a jump, what is looked at last comes first.
    void ask(qint64 first, qint64 count);
    void noteAnswer(qint64 first);
    void keep(const observation::Message &message);
    void trim(qint64 keepPage);
    [[nodiscard]] static qint64 pageOf(qint64 number) { return (number - 1) / PageSize; }

    QHash<qint64, Page> m_pages;
    QHash<qint64, qint64> m_askedAt;    ///< milliseconds of m_clock, by page
    QHash<qint64, qint64> m_askedAlone; ///< the same of single messages, by number
    QHash<qint64, qint64> m_onTheWay;   ///< the same of what was asked with wanted(), by the first number
    QList<Request> m_waiting;           ///< the latest last
    ConnectionCloses m_closes;
    observation::RateBuckets m_rate;
    observation::RoundTrips m_roundTrips;
    QDateTime m_openedAt;
    QElapsedTimer m_clock;
    qint64 m_count = 0;
    qint64 m_bytes = 0;
    qint64 m_mostBytes = KeptBytes;
    quint64 m_use = 0;
};

} // namespace wirewise::gui
