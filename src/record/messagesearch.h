#pragma once

#include "observation/messagefilter.h"

#include <QObject>
#include <QThread>

#include <atomic>

namespace wirewise::record {

class SearchWorker;

/// What a search found since its last word.
struct SearchNews
{
    quint64 run = 0;      ///< which call of start() it answers
    QList<qint64> older;  ///< rising numbers, all lower than those told before
    QList<qint64> newer;  ///< rising numbers, all higher than those told before
    qint64 judged = 0;    ///< messages so far
    bool atStart = false; ///< the first message of the file was reached
    bool damaged = false; ///< a part of the file could not be read
    bool cut = false;     ///< not everything was looked at, as was asked for
};

/// Finds the messages of a session that pass a filter, on a thread of its own.
///
/// It begins with the latest message and goes backwards: that is where a live view stands, so the first
/// answers are those that the user looks for, and they stay where they are while older ones fill in above.
/// Messages that come meanwhile are judged as well. Use on one thread, which needs an event loop.
class MessageSearch : public QObject
{
    Q_OBJECT
public:
    explicit MessageSearch(QObject *parent = nullptr);
    ~MessageSearch() override;

    /// Ends a search that runs. latest: the last messages, as far as they are in memory, in rising order; a
    /// session that is not recorded has no others, and no path.
    void start(const QString &path, const observation::MessageFilter &filter,
               const QList<observation::Message> &latest);
    void cancel();
    /// Looks at no more older messages; those that come are judged as before.
    void cut();
    /// The last of count messages in all; what is missing between is read from the file once it is there.
    void add(const QList<observation::Message> &messages, qint64 count);
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void found(const wirewise::record::SearchNews &news);

private:
    friend class SearchWorker;
    void take(const SearchNews &news);

    QThread m_thread;
    SearchWorker *m_worker = nullptr;
    std::atomic<quint64> m_run{0}; ///< a worker that sees another one stops
    std::atomic<int> m_untaken{0}; ///< news on their way; the worker waits for a slow reader
    bool m_running = false;
};

} // namespace wirewise::record

Q_DECLARE_METATYPE(wirewise::record::SearchNews)
