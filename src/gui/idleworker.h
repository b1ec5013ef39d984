#pragma once

#include "check/idlelimit.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace wirewise::gui {

/// What to test for a limit on silence.
struct IdleOrder
{
    QString typed;
    observation::Settings settings;
    check::IdlePlan plan;
};

/// Runs one test for a limit on silence. Lives on the network thread; nothing but values leaves it.
class IdleWorker : public QObject
{
    Q_OBJECT
public:
    static constexpr int TellInterval = 100; ///< milliseconds

    explicit IdleWorker(IdleOrder order);
    ~IdleWorker() override;

public Q_SLOTS:
    void start();
    void stop();

Q_SIGNALS:
    /// As it is now; the last one says finished.
    void moved(const wirewise::observation::IdleTest &test);

private:
    void tell();

    IdleOrder m_order;
    std::unique_ptr<check::IdleLimit> m_limit;
    QTimer m_timer;
};

} // namespace wirewise::gui
