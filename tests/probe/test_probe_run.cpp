#include "probe/connection.h"
#include "probe/peer.h"
#include "probe/proberun.h"
#include "probe/probing.h"
#include "probe/tlsserverend.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <netinet/in.h>
#include <unistd.h>

using namespace wirewise;
using namespace wirewise::testing;
using namespace std::chrono_literals;
using observation::Exchange;
using observation::Outcome;
using observation::ProbeKind;
using observation::ProxyChoice;
using observation::Settings;
using observation::StreamEnd;
using observation::TlsFacts;
using probe::ProbeRun;

namespace {

/// A listener whose queue is full: Linux drops further SYN packets, as a filter does.
class FullBacklog
{
public:
    FullBacklog()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_listener, 0);
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(filler, reinterpret_cast<sockaddr *>(&address), size);
        }
    }
    ~FullBacklog()
    {
        for (const int filler : m_fillers)
            ::close(filler);
        ::close(m_listener);
    }
    quint16 port = 0;

private:
    int m_listener = -1;
    int m_fillers[4] = {};
};

/// A port on which nothing listens.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString urlOf(quint16 port)
{
    return QStringLiteral("ws://127.0.0.1:%1/ws").arg(port);
}

} // namespace

class TestProbeRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsToTheDeclaredLength();
    void headHasNoBody();
    void refused();
    void nobodyAnswersTheSyn();
    void oneFamilyOnly();
    void finAndResetAreToldApart();
    void silenceIsTimedOut();
    void dripIsBounded();
    void endlessHeadIsCut();
    void hugeBodyIsCut();
    void foreignBanner();
    void holdAndRelease();
    void signalsComeInOrder();
    void cancelInEveryPhase_data();
    void cancelInEveryPhase();
    void destroyedInEveryPhase_data();
    void destroyedInEveryPhase();
    void destroyedByItsListener();
    void timeLimitTakenInWhileRunning();
    void largeRequestIsWrittenWhole();
    void answerBeforeTheRequestIsWritten();
    void verifiedTls();
    void unverifiedTlsSendsNothing();
    void tlsToPlainPort();
    void httpProxy();
    void socksProxy();
    void proxyUnreachable();
    void systemProxyNeverForLoopback();
    void unreadableFileIsOurFault();
};

void TestProbeRun::readsToTheDeclaredLength()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &bytes) {
        if (Peer::isWhole(bytes))
            socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"); // and stays open
    });
    const Exchange exchange = runProbe(aProbe(peer.url()));
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QCOMPARE(exchange.status(), 403);
    QCOMPARE(exchange.response->body, QByteArray("no"));
    QCOMPARE(exchange.end, StreamEnd::ClosedByUs);
    QCOMPARE(exchange.connection.address, QByteArray("127.0.0.1"));
    QCOMPARE(exchange.connection.port, peer.port());
    QVERIFY(exchange.connection.localPort != 0);
    QVERIFY(exchange.timing.connect && exchange.timing.send && exchange.timing.wait &&
            exchange.timing.receive);
    QCOMPARE(exchange.sent, peer.requests().value(0));
}

void TestProbeRun::headHasNoBody()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
    });
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Head));
    QCOMPARE(exchange.status(), 200);
    QCOMPARE(exchange.response->end, wire::ResponseEnd::Complete);
    QVERIFY(peer.requests().value(0).startsWith("HEAD /ws HTTP/1.1\r\n"));
}

void TestProbeRun::refused()
{
    const Exchange exchange = runProbe(aProbe(urlOf(closedPort())));
    QCOMPARE(exchange.outcome, Outcome::Refused);
    QVERIFY(!exchange.detail.isEmpty());
    QVERIFY(exchange.sent.isEmpty());
}

void TestProbeRun::nobodyAnswersTheSyn()
{
    const FullBacklog full;
    const Exchange exchange = runProbe(aProbe(urlOf(full.port), ProbeKind::Upgrade, withLimit(200ms)));
    QCOMPARE(exchange.outcome, Outcome::ConnectTimedOut);
    QCOMPARE(exchange.connection.attempts.value(0).outcome, Outcome::ConnectTimedOut);
}

void TestProbeRun::oneFamilyOnly()
{
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 204 No Content\r\n\r\n"); });
    Settings settings;
    settings.resolve = {{"localhost", peer.port(), {"::1", "127.0.0.1"}}};
    const Exchange exchange =
        runProbe(aProbe(QStringLiteral("ws://localhost:%1/").arg(peer.port()), ProbeKind::Get, settings));
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QCOMPARE(exchange.connection.attempts.size(), 2);
    const auto &first = exchange.connection.attempts.at(0);
    QVERIFY(first.ipv6);
    // Refused, or there is no IPv6 at all on this computer.
    QVERIFY(first.outcome == Outcome::Refused || first.outcome == Outcome::Unreachable);
    QCOMPARE(exchange.connection.attempts.at(1).outcome, Outcome::Answered);
}

void TestProbeRun::finAndResetAreToldApart()
{
    Peer closing([](QTcpSocket *socket, const QByteArray &) { socket->disconnectFromHost(); });
    QCOMPARE(runProbe(aProbe(closing.url())).outcome, Outcome::Closed);
    Peer resetting([](QTcpSocket *socket, const QByteArray &) { Peer::reset(socket); });
    QCOMPARE(runProbe(aProbe(resetting.url())).outcome, Outcome::Reset);

    Peer half([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        socket->disconnectFromHost();
    });
    const Exchange truncated = runProbe(aProbe(half.url()));
    QCOMPARE(truncated.outcome, Outcome::Answered);
    QCOMPARE(truncated.end, StreamEnd::ClosedByPeer);
    QCOMPARE(truncated.response->end, wire::ResponseEnd::Truncated);
}

void TestProbeRun::silenceIsTimedOut()
{
    Peer peer;
    QElapsedTimer clock;
    clock.start();
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Upgrade, withLimit(150ms)));
    QCOMPARE(exchange.outcome, Outcome::TimedOut);
    QCOMPARE(exchange.end, StreamEnd::TimedOut);
    QVERIFY(clock.elapsed() >= 150);
    QVERIFY(!exchange.sent.isEmpty());
}

void TestProbeRun::dripIsBounded()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &) {
        auto *timer = new QTimer(socket);
        QObject::connect(timer, &QTimer::timeout, socket, [socket] { socket->write("H"); });
        timer->start(10);
    });
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Get, withLimit(300ms)));
    QVERIFY(exchange.outcome == Outcome::Answered);
    QCOMPARE(exchange.end, StreamEnd::TimedOut);
    QVERIFY(exchange.received.startsWith("HH"));
}

void TestProbeRun::endlessHeadIsCut()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\n");
        const auto more = [socket] {
            if (socket->bytesToWrite() < 1024 * 1024)
                socket->write(QByteArray("X-More: " + QByteArray(8000, 'x') + "\r\n").repeated(50));
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    });
    const Exchange exchange = runProbe(aProbe(peer.url()));
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QVERIFY(exchange.cut);
    QVERIFY(exchange.received.size() < 9 * 1024 * 1024);
}

void TestProbeRun::hugeBodyIsCut()
{
    Peer peer([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
        const auto more = [socket] {
            if (socket->bytesToWrite() < 1024 * 1024)
                socket->write(QByteArray(512 * 1024, 'x'));
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    });
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Get));
    QCOMPARE(exchange.status(), 200);
    QVERIFY(exchange.cut);
    QCOMPARE(exchange.end, StreamEnd::LimitReached);
    QVERIFY(exchange.received.size() < 9 * 1024 * 1024);
}

void TestProbeRun::foreignBanner()
{
    Peer peer({}, [](QTcpSocket *socket) { socket->write("SSH-2.0-OpenSSH_9.2p1\r\n"); });
    const Exchange exchange = runProbe(aProbe(peer.url()));
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QVERIFY(exchange.notHttp);
    QCOMPARE(exchange.received, QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n"));
}

void TestProbeRun::holdAndRelease()
{
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 204 No Content\r\n\r\n"); });
    ProbeRun run(aProbe(peer.url()));
    QSignalSpy finished(&run, &ProbeRun::finished);
    QSignalSpy written(&run, &ProbeRun::requestWritten);
    run.start(true);
    QTRY_COMPARE(peer.connections(), 1);
    QTRY_VERIFY(run.exchange().connection.localPort != 0);
    QCoreApplication::processEvents();
    QVERIFY(peer.requests().isEmpty());
    QVERIFY(written.isEmpty());
    run.release();
    QVERIFY(finished.wait());
    QCOMPARE(written.size(), 1);
    QCOMPARE(peer.requests().size(), 1);
}

void TestProbeRun::signalsComeInOrder()
{
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 204 No Content\r\n\r\n"); });
    ProbeRun run(aProbe(peer.url()));
    QByteArray order;
    connect(&run, &ProbeRun::requestWritten, this, [&] { order += 'w'; });
    connect(&run, &ProbeRun::finished, this, [&] { order += 'f'; });
    QSignalSpy finished(&run, &ProbeRun::finished);
    run.start();
    run.start(); // a second time changes nothing
    QVERIFY(finished.wait());
    QCoreApplication::processEvents();
    QCOMPARE(order, QByteArray("wf"));
    QVERIFY(run.isFinished());
    QVERIFY(!run.takeConnection());
    run.cancel();
    QCOMPARE(order, QByteArray("wf"));
}

namespace {

void addPhases()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("name") << 0;
    QTest::newRow("connect") << 1;
    QTest::newRow("TLS") << 2;
    QTest::newRow("held") << 3;
    QTest::newRow("waiting") << 4;
    QTest::newRow("receiving") << 5;
}

/// A probe that will stay in that phase.
struct Standstill
{
    FullBacklog full;
    Peer silent;
    Peer half{[](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    }};

    [[nodiscard]] observation::Probe probe(int phase) const
    {
        switch (phase) {
        case 0:
            return aProbe(QStringLiteral("ws://name.invalid/"));
        case 1:
            return aProbe(urlOf(full.port));
        case 2:
            return aProbe(silent.url(QStringLiteral("wss")));
        case 5:
            return aProbe(half.url(), ProbeKind::Get);
        default:
            return aProbe(silent.url());
        }
    }
    [[nodiscard]] bool reached(int phase, const Exchange &exchange) const
    {
        switch (phase) {
        case 2:
        case 3:
            return exchange.connection.localPort != 0;
        case 4:
            return exchange.timing.send.has_value();
        case 5:
            return exchange.received.endsWith("half");
        default:
            return true;
        }
    }
};

} // namespace

void TestProbeRun::cancelInEveryPhase_data()
{
    addPhases();
}

void TestProbeRun::cancelInEveryPhase()
{
    QFETCH(int, phase);
    const Standstill still;
    ProbeRun run(still.probe(phase));
    QSignalSpy finished(&run, &ProbeRun::finished);
    run.start(phase == 3);
    QTRY_VERIFY(still.reached(phase, run.exchange()));
    run.cancel();
    QCOMPARE(finished.size(), 1); // before cancel() returned
    QCOMPARE(run.exchange().outcome, Outcome::Stopped);
    QVERIFY(run.isFinished());
    QTRY_COMPARE(still.silent.open(), 0);
    QTRY_COMPARE(still.half.open(), 0);
    QCOMPARE(finished.size(), 1);
}

void TestProbeRun::destroyedInEveryPhase_data()
{
    addPhases();
}

void TestProbeRun::destroyedInEveryPhase()
{
    QFETCH(int, phase);
    const Standstill still;
    auto run = std::make_unique<ProbeRun>(still.probe(phase));
    run->start(phase == 3);
    QTRY_VERIFY(still.reached(phase, run->exchange()));
    run.reset();
    QTRY_COMPARE(still.silent.open(), 0);
    QTRY_COMPARE(still.half.open(), 0);
}

void TestProbeRun::destroyedByItsListener()
{
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 204 No Content\r\n\r\n"); });
    QPointer<ProbeRun> early = new ProbeRun(aProbe(peer.url()));
    connect(early, &ProbeRun::requestWritten, this, [&] { delete early; });
    early->start();
    QTRY_VERIFY(early.isNull());

    QPointer<ProbeRun> late = new ProbeRun(aProbe(peer.url()));
    connect(late, &ProbeRun::finished, this, [&] { delete late; });
    late->start();
    QTRY_VERIFY(late.isNull());

    QPointer<ProbeRun> cancelled = new ProbeRun(aProbe(peer.url()));
    connect(cancelled, &ProbeRun::finished, this, [&] { delete cancelled; });
    cancelled->start();
    cancelled->cancel();
    QVERIFY(cancelled.isNull());
}

void TestProbeRun::timeLimitTakenInWhileRunning()
{
    Peer peer;
    ProbeRun run(aProbe(peer.url(), ProbeKind::Upgrade, withLimit(60s)));
    QSignalSpy finished(&run, &ProbeRun::finished);
    run.start();
    QTRY_VERIFY(run.exchange().timing.send.has_value());
    run.setTimeout(50ms);
    QVERIFY(finished.wait());
    QCOMPARE(run.exchange().outcome, Outcome::TimedOut);
}

void TestProbeRun::largeRequestIsWrittenWhole()
{
    Settings settings;
    settings.headers = {{"X-Large", QByteArray(8 * 1024 * 1024, 'x')}};
    Peer peer([](QTcpSocket *socket, const QByteArray &bytes) {
        if (Peer::isWhole(bytes))
            socket->write("HTTP/1.1 204 No Content\r\n\r\n");
    });
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Get, settings));
    QCOMPARE(exchange.status(), 204);
    QCOMPARE(peer.requests().value(0).size(), exchange.sent.size());
}

void TestProbeRun::answerBeforeTheRequestIsWritten()
{
    Settings settings;
    settings.headers = {{"X-Large", QByteArray(8 * 1024 * 1024, 'x')}};
    Peer peer([](QTcpSocket *socket, const QByteArray &bytes) {
        if (bytes.size() > 1000 && socket->bytesToWrite() == 0 && !socket->property("done").toBool()) {
            socket->setProperty("done", true);
            socket->write("HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        }
    });
    const Exchange exchange = runProbe(aProbe(peer.url(), ProbeKind::Get, settings));
    QCOMPARE(exchange.status(), 431);
}

void TestProbeRun::verifiedTls()
{
    const QTemporaryDir directory;
    const Certificate root = makeAuthority("Root");
    TlsPeer peer({.chain = {makeCertificate({.alternativeNames = "IP:127.0.0.1"}, &root)}},
                 [](const QByteArray &) { return QByteArray("HTTP/1.1 204 No Content\r\n\r\n"); });
    Settings settings;
    settings.caFile = writtenTo(directory, root.pem());
    const Exchange exchange = runProbe(aProbe(peer.url(QStringLiteral("wss")), ProbeKind::Get, settings));
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QCOMPARE(exchange.status(), 204);
    QVERIFY(exchange.connection.tls && exchange.connection.tls->verified);
    QVERIFY(exchange.timing.tls);
}

void TestProbeRun::unverifiedTlsSendsNothing()
{
    TlsPeer peer({.chain = {makeCertificate({})}}, [](const QByteArray &) { return QByteArray(); });
    Settings settings;
    settings.headers = {{"Authorization", "Bearer secret"}};
    const Exchange exchange = runProbe(aProbe(peer.url(QStringLiteral("wss")), ProbeKind::Upgrade, settings));
    QCOMPARE(exchange.outcome, Outcome::TlsFailed);
    QCOMPARE(exchange.connection.tls->result, TlsFacts::Result::VerifyFailed);
    QVERIFY(exchange.sent.isEmpty());
    QCOMPARE(exchange.connection.tls->chain.size(), 1);
    QTRY_COMPARE(peer.open(), 0);
    QVERIFY(peer.plain().isEmpty());

    settings.insecure = true;
    TlsPeer consented({.chain = {makeCertificate({})}},
                      [](const QByteArray &) { return QByteArray("HTTP/1.1 204 No Content\r\n\r\n"); });
    QCOMPARE(runProbe(aProbe(consented.url(QStringLiteral("wss")), ProbeKind::Get, settings)).status(), 204);
    QVERIFY(consented.plain().contains("Bearer secret"));
}

void TestProbeRun::tlsToPlainPort()
{
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    const Exchange exchange = runProbe(aProbe(peer.url(QStringLiteral("wss"))));
    QCOMPARE(exchange.outcome, Outcome::TlsFailed);
    QCOMPARE(exchange.connection.tls->result, TlsFacts::Result::NotTls);
    QVERIFY(exchange.connection.tls->firstBytes.startsWith("HTTP/1.1 400"));

    Peer closing([](QTcpSocket *socket, const QByteArray &) { socket->disconnectFromHost(); });
    QCOMPARE(runProbe(aProbe(closing.url(QStringLiteral("wss")))).connection.tls->result,
             TlsFacts::Result::ClosedByPeer);
    Peer resetting([](QTcpSocket *socket, const QByteArray &) { Peer::reset(socket); });
    QCOMPARE(runProbe(aProbe(resetting.url(QStringLiteral("wss")))).connection.tls->result,
             TlsFacts::Result::ResetByPeer);
    Peer silent;
    const Exchange late =
        runProbe(aProbe(silent.url(QStringLiteral("wss")), ProbeKind::Upgrade, withLimit(100ms)));
    QCOMPARE(late.outcome, Outcome::TlsTimedOut);
    QCOMPARE(late.connection.tls->result, TlsFacts::Result::TimedOut);
}

void TestProbeRun::httpProxy()
{
    Peer proxy([](QTcpSocket *socket, const QByteArray &bytes) {
        if (!Peer::isWhole(bytes))
            return;
        if (bytes.indexOf("\r\n\r\n") + 4 == bytes.size())
            socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
        else
            socket->write("HTTP/1.1 204 No Content\r\n\r\n");
    });
    Settings settings;
    settings.proxy = {ProxyChoice::Kind::Http, "127.0.0.1", proxy.port(), "joe", "secret"};
    const Exchange exchange =
        runProbe(aProbe(QStringLiteral("ws://name.invalid/ws"), ProbeKind::Get, settings));
    QCOMPARE(exchange.status(), 204);
    QVERIFY(proxy.requests().value(0).startsWith("CONNECT name.invalid:80 HTTP/1.1\r\n"));
    QVERIFY(exchange.sent.startsWith("GET /ws HTTP/1.1\r\n"));
    QCOMPARE(exchange.connection.proxy->result, observation::ProxyFacts::Result::Tunnelled);
    QCOMPARE(exchange.connection.port, proxy.port());
}

void TestProbeRun::socksProxy()
{
    Peer proxy([](QTcpSocket *socket, const QByteArray &bytes) {
        if (bytes.size() == 3)
            socket->write(QByteArray("\x05\x00", 2));
        else if (!bytes.contains("HTTP/1.1"))
            socket->write(QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
        else
            socket->write("HTTP/1.1 204 No Content\r\n\r\n");
    });
    Settings settings;
    settings.proxy = {ProxyChoice::Kind::Socks5, "127.0.0.1", proxy.port(), {}, {}};
    const Exchange exchange =
        runProbe(aProbe(QStringLiteral("ws://name.invalid/ws"), ProbeKind::Get, settings));
    QCOMPARE(exchange.status(), 204);
    QCOMPARE(exchange.connection.proxy->socksReply, 0);
}

void TestProbeRun::proxyUnreachable()
{
    Settings settings;
    settings.proxy = {ProxyChoice::Kind::Http, "127.0.0.1", closedPort(), {}, {}};
    const Exchange exchange =
        runProbe(aProbe(QStringLiteral("ws://name.invalid/ws"), ProbeKind::Get, settings));
    QCOMPARE(exchange.outcome, Outcome::ProxyFailed);
    QCOMPARE(exchange.connection.proxy->result, observation::ProxyFacts::Result::Unreachable);
    QCOMPARE(exchange.connection.attempts.value(0).outcome, Outcome::Refused);
}

void TestProbeRun::systemProxyNeverForLoopback()
{
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(closedPort()));
    Peer peer(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 204 No Content\r\n\r\n"); });
    const Exchange exchange = runProbe(aProbe(peer.url()));
    qunsetenv("http_proxy");
    QCOMPARE(exchange.status(), 204);
    QVERIFY(!exchange.connection.proxy);
}

void TestProbeRun::unreadableFileIsOurFault()
{
    Peer peer;
    Settings settings;
    settings.caFile = QStringLiteral("/does/not/exist.pem");
    const Exchange exchange = runProbe(aProbe(peer.url(QStringLiteral("wss")), ProbeKind::Get, settings));
    QCOMPARE(exchange.outcome, Outcome::LocalFailure);
    QVERIFY(exchange.detail.contains(QStringLiteral("/does/not/exist.pem")));
}

QTEST_GUILESS_MAIN(TestProbeRun)
#include "test_probe_run.moc"
