#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace wirewise::gui {

/// Sends one thing again and again, the first time at once.
class MessageRepeat : public QObject
{
    Q_OBJECT
public:
    explicit MessageRepeat(QObject *parent = nullptr);

    /// times: 0 until stopped.
    void start(int everyMilliseconds, int times, std::function<void()> send);
    void stop();
    [[nodiscard]] bool isActive() const { return m_timer.isActive(); }
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int wanted() const { return m_wanted; }

Q_SIGNALS:
    /// Once more, or stopped.
    void moved();

private:
    void once();

    QTimer m_timer;
    std::function<void()> m_send;
    int m_done = 0, m_wanted = 0;
};

} // namespace wirewise::gui
