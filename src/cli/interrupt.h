#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace wirewise::cli {

/// SIGINT and SIGTERM as a signal of Qt, by a pipe to itself. One in a program.
/// The second one ends the program at once, as people expect of a program that hangs.
class Interrupt : public QObject
{
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);

Q_SIGNALS:
    void happened();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace wirewise::cli
