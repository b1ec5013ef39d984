#include "bench/memory.h"
#include "probe/peer.h"
#include "record/watchrecorder.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <malloc.h>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using check::Watch;
using check::WatchRound;
using record::WatchRecorder;
using session::WatchLog;

namespace {

/// Works for so many requests, then says 503 for as many, and so on.
class Server
{
public:
    explicit Server(int between)
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
        socket->write(works ? switchingAnswer(head)
                            : QByteArray("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
        if (!works)
            socket->disconnectFromHost();
    }

    int m_requests = 0;
    int m_between;
    QTcpServer m_server;
};

observation::Settings settings()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    settings.probes = {observation::ProbeKind::Upgrade};
    settings.listen = 0ms;
    return settings;
}

qsizetype descriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size();
}

double residentMb()
{
    ::malloc_trim(0);
    return bench::memoryMb("VmRSS");
}

} // namespace

class TestRecordWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysFlat();
    void keepsWhatChangedAndTheNewest();
    void lostFileIsSaidOnce();
};

/// A day of changes without the day, where a leak of a few kilobytes a round would show: neither memory nor
/// descriptors grow, and a round costs the file few bytes.
void TestRecordWatch::staysFlat()
{
    constexpr qint64 rounds = 5000, settled = 1000;
    const Server server(100);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("flat.wirewise"));
    auto log = WatchLog::create(file, {{server.url()}, 0ms});
    QVERIFY(log);
    auto recorder = std::make_unique<WatchRecorder>(*std::move(log));
    Watch watch({{server.url(), settings()}}, {.every = 0ms, .rounds = rounds, .jobs = 1, .perHost = 6});
    double memory = 0;
    qsizetype opened = 0;
    bool isFinished = false;
    connect(&watch, &Watch::roundFinished, &watch, [&](const WatchRound &round) {
        recorder->add(round);
        if (round.number != settled)
            return;
        memory = residentMb();
        opened = descriptors();
    });
    connect(&watch, &Watch::finished, &watch, [&isFinished] { isFinished = true; });
    watch.start();
    QTRY_VERIFY_WITH_TIMEOUT(isFinished, 240'000);
    const double grown = residentMb() - memory;
    QVERIFY2(grown < 12, qPrintable(QString::number(grown)));
    QVERIFY2(descriptors() <= opened + 8, qPrintable(QString::number(descriptors() - opened)));
    recorder.reset();
    const auto content = WatchLog::read(file);
    QVERIFY(content && *content);
    QCOMPARE((*content)->points, rounds);
    QVERIFY2(QFileInfo(file).size() < 2'000'000, qPrintable(QString::number(QFileInfo(file).size())));
    QVERIFY(watch.totals(0).changes >= 10);
}

void TestRecordWatch::keepsWhatChangedAndTheNewest()
{
    const Server server(5);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("kept.wirewise"));
    auto log = WatchLog::create(file, {{server.url()}, 0ms});
    QVERIFY(log);
    auto recorder = std::make_unique<WatchRecorder>(*std::move(log));
    QSignalSpy kept(recorder.get(), &WatchRecorder::kept);
    observation::Settings probesOnly = settings();
    probesOnly.experiments = false;
    Watch watch({{server.url(), probesOnly}}, {.every = 0ms, .rounds = 8, .jobs = 1, .perHost = 6});
    bool isFinished = false;
    connect(&watch, &Watch::roundFinished, recorder.get(), &WatchRecorder::add);
    connect(&watch, &Watch::finished, &watch, [&isFinished] { isFinished = true; });
    watch.start();
    QTRY_VERIFY_WITH_TIMEOUT(isFinished, 60'000);
    recorder->flush();
    QTRY_COMPARE_WITH_TIMEOUT(kept.size(), 2, 30'000); // it began, and it changed
    const auto change = kept.constLast().constFirst().value<session::WatchEntry>();
    recorder.reset();
    const auto checks = session::SessionFile::readAll(file);
    QVERIFY(checks);
    QCOMPARE(checks->size(), 3); // the first, the change, the newest
    const auto changed = session::SessionFile::readCheck(file, change.check);
    QVERIFY(changed);
    QCOMPARE(changed->diagnosis.primary().id, change.event.to.findingId);
    QVERIFY(checks->constLast().observation.startedAt >= changed->observation.startedAt);
}

void TestRecordWatch::lostFileIsSaidOnce()
{
    // In a folder that is gone no journal can be made.
    const Server server(100);
    auto folder = std::make_unique<QTemporaryDir>();
    const QString file = folder->filePath(QStringLiteral("gone.wirewise"));
    auto log = WatchLog::create(file, {{server.url()}, 0ms});
    QVERIFY(log);
    WatchRecorder recorder(*std::move(log));
    QSignalSpy failed(&recorder, &WatchRecorder::failed);
    QSignalSpy kept(&recorder, &WatchRecorder::kept);
    folder.reset();
    Watch watch({{server.url(), settings()}}, {.every = 0ms, .rounds = 5, .jobs = 1, .perHost = 6});
    connect(&watch, &Watch::roundFinished, &recorder, &WatchRecorder::add);
    watch.start();
    QTRY_VERIFY_WITH_TIMEOUT(kept.size() >= 1, 30'000); // told all the same
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    recorder.flush();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed.constFirst().constFirst().toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestRecordWatch)
#include "test_record_watch.moc"
