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

/// Many checks, jobs at once, at most perHost connections to one host at once.
class Batch : public QObject
{
    Q_OBJECT
public:
    Batch(QList<BatchItem> items, int jobs, int perHost, QObject *parent = nullptr);
    ~Batch() override;

    void start();
    void stop();

Q_SIGNALS:
    /// In order of completion; index counts in the order given.
    void itemFinished(qsizetype index, const wirewise::observation::Observation &observation,
                      const wirewise::diagnosis::Diagnosis &diagnosis);
    void finished();

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::check
