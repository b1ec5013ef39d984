#pragma once

#include "load/loadrun.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::gui {

/// What to load, and how much.
struct LoadOrder
{
    QString typed;
    observation::Settings settings;
    observation::LoadPlan plan;
};

/// Runs one load test. Lives on the network thread; nothing but values leaves it.
class LoadWorker : public QObject
{
    Q_OBJECT
public:
    static constexpr int TellInterval = 250; ///< milliseconds

    explicit LoadWorker(LoadOrder order);
    ~LoadWorker() override;

public Q_SLOTS:
    void start();
    void stop();

Q_SIGNALS:
    /// As it is now; the last one says finished.
    void moved(const wirewise::observation::LoadTest &test);

private:
    LoadOrder m_order;
    std::unique_ptr<load::LoadRun> m_load;
    QTimer m_timer;
};

} // namespace wirewise::gui
