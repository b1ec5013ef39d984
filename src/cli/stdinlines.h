#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace wirewise::cli {

/// Lines of a file descriptor as they come, without blocking. A line that is longer than allowed comes in
/// pieces.
class StdinLines : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype UsualLongestLine = 1024 * 1024;

    explicit StdinLines(int descriptor, QObject *parent = nullptr);
    StdinLines(int descriptor, qsizetype longestLine, QObject *parent = nullptr);
    /// Off, for a peer that takes lines more slowly than they come: they wait in the pipe. On at first.
    void setReading(bool on);

Q_SIGNALS:
    void line(const QByteArray &text);
    /// The input ended. Emitted once.
    void ended();

private:
    void read();

    int m_descriptor;
    qsizetype m_longestLine;
    QByteArray m_waiting;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_ended = false;
};

} // namespace wirewise::cli
