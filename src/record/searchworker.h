#pragma once

#include "observation/payloadsieve.h"
#include "record/messagesearch.h"
#include "session/blockwalk.h"

#include <QElapsedTimer>
#include <QTimer>

namespace wirewise::record {

/// Judges messages on the searching thread, one slice of the file after the other.
class SearchWorker : public QObject
{
    Q_OBJECT
public:
    SearchWorker(const std::atomic<quint64> &run, std::atomic<int> &untaken);

    void begin(quint64 run, const QString &path, const observation::MessageFilter &filter,
               const QList<observation::Message> &latest);
    void add(quint64 run, const QList<observation::Message> &messages, qint64 count);

    /// Goes no further back.
    void cut(quint64 run);

Q_SIGNALS:
    void found(const wirewise::record::SearchNews &news);

private:
    [[nodiscard]] bool isCancelled() const { return m_current != m_run; }
    void step();
    void goBack();
    /// The messages behind the last one judged, from the file.
    void goOn();
    void judge(const observation::Message &message);
    /// One slice of the file; judgeOne is called with each block of it. False: there are no more blocks.
    bool readSlice(bool backwards, const std::function<void(const session::MessageBlock &)> &judgeOne);
    [[nodiscard]] QList<qint64> matchesIn(const session::MessageBlock &block, qint64 above, qint64 below);
    void report(bool atOnce);

    const std::atomic<quint64> &m_current;
    std::atomic<int> &m_untaken;
    quint64 m_run = 0;
    observation::PayloadSieve m_sieve;
    bool m_needsPayloads = false;
    std::optional<session::BlockWalk> m_walk;
    QTimer m_next;
    QElapsedTimer m_sinceReport, m_sinceGrowth;
    QList<QList<qint64>> m_older; ///< of one block each, the latest block first
    qsizetype m_olderCount = 0;
    SearchNews m_news;
    qint64 m_low = 0; ///< everything from here to m_high was judged
    qint64 m_high = 0;
    qint64 m_target = 0;   ///< messages there are
    bool m_isFirst = true; ///< nothing was told yet
};

} // namespace wirewise::record
