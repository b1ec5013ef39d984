#pragma once

#include "cli/verbs.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

namespace wirewise::tests {

/// A verb in this process, with streams of its own.
struct VerbRun
{
    QBuffer out, err;
    std::unique_ptr<cli::Verb> verb;
    int status = -1;

    explicit VerbRun(bool interactive = false)
        : m_console{&out, &err, false, interactive, 80}
    {
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
    }

    /// Starts; bad usage is a status, too. Wait with finished().
    void start(const QStringList &words)
    {
        const cli::VerbRow *row = cli::findVerb(words.constFirst());
        QVERIFY2(row, qPrintable(words.constFirst()));
        const cli::Arguments arguments = cli::Arguments::parse(words.sliced(1), row->options);
        QVERIFY2(arguments.error().isEmpty(), qPrintable(arguments.error()));
        verb = row->make(m_console);
        QObject::connect(verb.get(), &cli::Verb::finished, verb.get(),
                         [this](cli::ExitStatus ended) { status = static_cast<int>(ended); });
        verb->run(arguments);
    }
    void finish() { QTRY_VERIFY_WITH_TIMEOUT(status >= 0, 60000); }
    void run(const QStringList &words)
    {
        start(words);
        finish();
    }

    [[nodiscard]] QString printed() const { return QString::fromUtf8(out.data()); }
    [[nodiscard]] QString complaints() const { return QString::fromUtf8(err.data()); }

private:
    cli::Console m_console;
};

/// Words of a command line separated by spaces.
inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace wirewise::tests
