#pragma once

#include "check/check.h"

#include <QList>
#include <QObject>

#include <memory>

namespace wirewise::check {

struct BatchItem
{
    QString typed;
    observation::Settings settings;
};

/// Many checks, jobs at once, at most perHost connections to one host at once. Only what runs is held beside
/// the items, so that memory does not grow with what was seen.
class Batch : public QObject
{
    Q_OBJECT
public:
    Batch(QList<BatchItem> items, int jobs, int perHost, QObject *parent = nullptr);
    ~Batch() override;

    void start();
    /// Those of the items alone, as where a run goes on that was stopped. Unknown indexes are passed over.
    void start(const QList<qsizetype> &indexes);
    /// Checks these once more, behind those that wait; those that wait or run already are passed over. May be
    /// called at any time after start(): where finished() was told it will be again. Not while stop() is
    /// under way.
    void checkAgain(const QList<qsizetype> &indexes);
    /// While held, what runs goes on and nothing new is begun.
    void setHeld(bool held);
    /// What waits is not begun, what runs ends within 100 ms; then finished().
    void stop();

Q_SIGNALS:
    void itemStarted(qsizetype index);
    void itemProgressed(qsizetype index, wirewise::check::Check::Stage stage);
    /// A probe or an experiment's exchange has ended.
    void itemAnswered(qsizetype index, const wirewise::observation::Exchange &exchange);
    /// In order of completion; index counts in the order given.
    void itemFinished(qsizetype index, const wirewise::observation::Observation &observation,
                      const wirewise::diagnosis::Diagnosis &diagnosis);
    /// Nothing runs or waits any more.
    void finished();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::check
