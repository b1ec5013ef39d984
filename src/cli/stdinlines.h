#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace wirewise::cli {

/// Lines of a file descriptor as they come, without blocking. A line is at most a megabyte.
class StdinLines : public QObject
{
    Q_OBJECT
public:
    explicit StdinLines(int descriptor, QObject *parent = nullptr);

Q_SIGNALS:
    void line(const QByteArray &text);
    /// The input ended. Emitted once.
    void ended();

private:
    void read();

    int m_descriptor;
    QByteArray m_waiting;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace wirewise::cli
