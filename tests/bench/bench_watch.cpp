// A watch without pauses: what grows over days grows here within minutes. Prints how memory, descriptors and
// the session file stand on the way. Usage: bench_watch [ROUNDS | --quick]

#include "bench/memory.h"
#include "probe/peer.h"
#include "record/watchrecorder.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTextStream>

#include <malloc.h>

using namespace wirewise;
namespace {

constexpr qint64 UsualRounds = 50'000;
constexpr qint64 QuickRounds = 5'000;
/// Lines that are printed on the way.
constexpr qint64 Looks = 10;

/// Works for a while, then says 503 for a while. Keeps nothing of what it was asked.
class Server
{
public:
    explicit Server(qint64 between)
        : m_between(between)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::readyRead, &m_server,
                                 [this, socket] { answer(socket); });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    [[nodiscard]] QString url() const
    {
        return QStringLiteral("ws://127.0.0.1:%1/ws").arg(m_server.serverPort());
    }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray head = socket->peek(16 * 1024);
        if (!head.contains("\r\n\r\n") || !head.startsWith("GET "))
            return;
        socket->skip(head.size());
        const bool works = (m_requests++ / m_between) % 2 == 0;
        socket->write(works ? testing::switchingAnswer(head)
                            : QByteArray("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
        if (!works)
            socket->disconnectFromHost();
    }

    qint64 m_requests = 0;
    qint64 m_between;
    QTcpServer m_server;
};

qsizetype descriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size();
}

void look(qint64 round, const QElapsedTimer &clock, const QString &file)
{
    ::malloc_trim(0); // what is free is not grown
    QTextStream(stdout) << QStringLiteral(
                               "%1 rounds  %2 s  %3 MB resident  %4 descriptors  %5 kB in the file\n")
                               .arg(round, 8)
                               .arg(static_cast<double>(clock.elapsed()) / 1000, 7, 'f', 1)
                               .arg(bench::memoryMb("VmRSS"), 6, 'f', 1)
                               .arg(descriptors(), 4)
                               .arg(QFileInfo(file).size() / 1000, 6);
}

observation::Settings settings()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    settings.probes = {observation::ProbeKind::Upgrade};
    settings.listen = std::chrono::milliseconds(0);
    return settings;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString wanted = QCoreApplication::arguments().value(1);
    const qint64 rounds = wanted == QLatin1String("--quick") ? QuickRounds
                          : wanted.toLongLong() > 0          ? wanted.toLongLong()
                                                             : UsualRounds;
    const Server server(qMax<qint64>(50, rounds / 40));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("watch.wirewise"));
    auto log = session::WatchLog::create(file, {{server.url()}, std::chrono::milliseconds(0)});
    if (!log)
        return 1;
    record::WatchRecorder recorder(*std::move(log));
    check::WatchRule rule;
    rule.every = std::chrono::milliseconds(0);
    rule.rounds = rounds;
    check::Watch watch({{server.url(), settings()}}, rule);
    QElapsedTimer clock;
    clock.start();
    QObject::connect(&watch, &check::Watch::roundFinished, &application, [&](const check::WatchRound &round) {
        recorder.add(round);
        if (round.number % qMax<qint64>(1, rounds / Looks) == 0)
            look(round.number, clock, file);
    });
    QObject::connect(&watch, &check::Watch::finished, &application, &QCoreApplication::quit);
    watch.start();
    QCoreApplication::exec();
    recorder.flush();
    const diagnosis::CourseTotals totals = watch.totals(0);
    QTextStream(stdout) << QStringLiteral("%1 changes, %2 rounds a second, %3 bytes of the file a round\n")
                               .arg(totals.changes)
                               .arg(rounds * 1000 / qMax<qint64>(1, clock.elapsed()))
                               .arg(QFileInfo(file).size() / qMax<qint64>(1, rounds));
    return 0;
}
