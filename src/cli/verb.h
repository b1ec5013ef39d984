#pragma once

#include "cli/arguments.h"
#include "cli/console.h"

#include <QObject>

#include <span>

namespace wirewise::cli {

/// One verb of the command line. Asynchronous: run() returns, finished() ends it. Used once.
class Verb : public QObject
{
    Q_OBJECT
public:
    explicit Verb(const Console &console, QObject *parent = nullptr)
        : QObject(parent)
        , m_console(console)
    {
    }

    /// Starts; finished() comes later, or before run() returns.
    virtual void run(const Arguments &arguments) = 0;
    /// Ctrl+C: end cleanly and soon, with what is known so far.
    virtual void interrupt() = 0;

Q_SIGNALS:
    void finished(wirewise::cli::ExitStatus status);

protected:
    [[nodiscard]] const Console &console() const { return m_console; }
    void refuse(const QString &sentence)
    {
        m_console.complain(sentence);
        Q_EMIT finished(ExitStatus::BadUsage);
    }

private:
    Console m_console;
};

} // namespace wirewise::cli
