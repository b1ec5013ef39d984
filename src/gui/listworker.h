#pragma once

#include "check/batch.h"
#include "record/recordlimits.h"
#include "session/listrun.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::record {
class Recorder;
}

namespace wirewise::gui {

/// A list to check, and where to keep it.
struct ListOrder
{
    QString title; ///< "staging.txt"; empty for a paste
    QList<session::PlannedEndpoint> endpoints;
    QString path;            ///< of the session file; empty keeps nothing
    QString name;            ///< of a new session; for the list of sessions
    bool goesOn = false;     ///< the file is there, with its plan
    qint64 checksBefore = 0; ///< that are in it
    QList<qsizetype> only;   ///< of a run that goes on: those that are left
    int jobs = 16;
    int perHost = 6;
    record::RecordLimits limits;
};

/// What happened in a list since the last batch of news, in this order.
struct ListNews
{
    struct Answer
    {
        qsizetype index = 0;
        session::CheckOutline::Answer answer;
    };
    QList<qsizetype> started;
    QList<Answer> answers;
    QList<std::pair<qsizetype, check::Check::Stage>> stages;
    QList<std::pair<qsizetype, session::CheckOutline>> finished;

    [[nodiscard]] bool isEmpty() const
    {
        return started.isEmpty() && answers.isEmpty() && stages.isEmpty() && finished.isEmpty();
    }
};

/// Runs a list and records it. Lives on the network thread; nothing but values leaves it, at most one batch
/// of them in BatchInterval.
class ListWorker : public QObject
{
    Q_OBJECT
public:
    static constexpr int BatchInterval = 40; ///< milliseconds: 25 batches a second

    explicit ListWorker(ListOrder order);
    ~ListWorker() override;

    void start();
    /// Ends within 100 ms; what was seen is kept.
    void stop();
    /// Also of a run that is over.
    void checkAgain(const QList<qsizetype> &indexes);

Q_SIGNALS:
    void news(const wirewise::gui::ListNews &news);
    /// Nothing runs or waits any more, and what was seen is in the file.
    void finished();
    void recordingFailed(const QString &sentence);

private:
    void openRecord();
    void take(qsizetype index, const observation::Observation &observation,
              const diagnosis::Diagnosis &diagnosis);
    void schedule();
    void flush();

    ListOrder m_order;
    std::unique_ptr<record::Recorder> m_recorder;
    std::unique_ptr<check::Batch> m_batch;
    qint64 m_checks = 0; ///< in the file
    ListNews m_news;
    QTimer m_timer;
};

} // namespace wirewise::gui

Q_DECLARE_METATYPE(wirewise::gui::ListNews)
