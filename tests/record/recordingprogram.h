#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <deque>
#include <utility>

#include <sys/resource.h>

namespace wirewise::testing {

/// `wirewise-cli connect` that records, as a user starts it.
class Program
{
public:
    explicit Program(const QString &path)
        : m_path(path)
    {
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void start(const QString &url, const QStringList &options = {})
    {
        m_clock.start();
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
        m_process.start(QStringLiteral(WIREWISE_CLI),
                        QStringList{QStringLiteral("connect"), QStringLiteral("--proxy"),
                                    QStringLiteral("none"), QStringLiteral("--session"), m_path} +
                            options + QStringList{url});
        QVERIFY2(m_process.waitForStarted(), qPrintable(m_process.errorString()));
    }
    void limitFiles(rlim_t bytes)
    {
        m_process.setChildProcessModifier([bytes] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{bytes, bytes};
            ::setrlimit(RLIMIT_FSIZE, &limit);
        });
    }
    [[nodiscard]] QProcess &process() { return m_process; }
    /// The last message that it printed.
    [[nodiscard]] qint64 shown() const { return m_shown.empty() ? 0 : m_shown.back().second; }
    /// The last one printed at that time.
    [[nodiscard]] qint64 shownAt(qint64 milliseconds) const
    {
        qint64 number = 0;
        for (const auto &[when, last] : m_shown) {
            if (when <= milliseconds)
                number = last;
        }
        return number;
    }
    [[nodiscard]] qint64 elapsed() const { return m_clock.elapsed(); }
    [[nodiscard]] QByteArray complaints() { return m_complaints += m_process.readAllStandardError(); }
    /// kB, as the system counts it.
    [[nodiscard]] qint64 mostMemory() const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray text = status.readAll();
        const qsizetype at = text.indexOf("VmHWM:");
        return at < 0 ? -1 : text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
    }

private:
    /// A line is "09:31:07.482 ↓ text      200  17 xxx…".
    void read()
    {
        m_rest += m_process.readAllStandardOutput();
        const qsizetype end = m_rest.lastIndexOf('\n');
        if (end < 0)
            return;
        const qsizetype begin = m_rest.lastIndexOf('\n', end - 1) + 1;
        const QByteArray line = m_rest.mid(begin, end - begin);
        m_rest.remove(0, end + 1);
        const qsizetype number = line.lastIndexOf("  ") + 2;
        if (line.contains("text"))
            m_shown.emplace_back(m_clock.elapsed(),
                                 line.mid(number, line.indexOf(' ', number) - number).toLongLong());
    }

    QString m_path;
    QProcess m_process;
    QElapsedTimer m_clock;
    QByteArray m_rest, m_complaints;
    std::deque<std::pair<qint64, qint64>> m_shown; ///< milliseconds, number
};

} // namespace wirewise::testing
