#include "probe/flow.h"

#include <QTest>

using namespace wirewise;
using namespace std::chrono_literals;
using observation::Duration;
using observation::Outcome;
using observation::ProxyChoice;
using observation::ProxyFacts;
using observation::StreamEnd;
using probe::Address;
using probe::Flow;
using probe::Step;
using Kind = probe::Step::Kind;
using Phase = probe::Flow::Phase;

namespace {

const QByteArray Request = "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n";
const Address V4{"192.0.2.1", false}, OtherV4{"192.0.2.2", false}, V6{"2001:db8::1", true};

observation::Probe aProbe(bool secure = false)
{
    observation::Probe probe;
    probe.name = "upgrade";
    probe.endpoint.host = "service.example";
    probe.endpoint.port = 80;
    probe.endpoint.secure = secure;
    probe.settings.proxy.kind = ProxyChoice::Kind::None;
    probe.settings.timeout = 1000ms;
    return probe;
}

probe::NameAnswer names(const QList<Address> &addresses)
{
    return {Outcome::Answered, addresses, {}};
}

QList<Kind> steps(Flow &flow)
{
    QList<Kind> kinds;
    while (const auto step = flow.nextStep())
        kinds.append(step->kind);
    return kinds;
}

/// A flow that has connected to one address and, without TLS, written its request.
std::unique_ptr<Flow> waiting(bool secure = false, bool hold = false)
{
    auto flow = std::make_unique<Flow>(aProbe(secure), Request, hold);
    flow->start(0ms);
    flow->nameResolved(10ms, names({V4}));
    flow->connected(20ms, 0, 40000);
    if (!secure && !hold)
        flow->written(21ms);
    steps(*flow);
    return flow;
}

} // namespace

class TestProbeFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAnswer();
    void phaseLimits_data();
    void phaseLimits();
    void twoLimitsInAll();
    void limitChangesWhileItRuns();
    void cancelInEveryPhase_data();
    void cancelInEveryPhase();
    void secondFamilyStartsAfterRefusal();
    void secondFamilyStartsAfterDelay();
    void slowFamilyIsRecordedAsRunning();
    void allAddressesFail_data();
    void allAddressesFail();
    void requestWaitsForRelease();
    void earlyBytesAreKept();
    void endings_data();
    void endings();
    void answerWithoutLengthEndsInSilence();
    void foreignBytesEndInSilence();
    void dripIsBounded();
    void receivedIsBounded();
    void switchingHandsOverTheRest();
    void proxyTunnel();
    void tlsProxyGetsNoClearCredentials();
    void proxyRefuses_data();
    void proxyRefuses();
    void tlsComesBeforeTheRequest();
    void tlsRefusalAfterTheHandshake();
};

void TestProbeFlow::oneAnswer()
{
    Flow flow(aProbe(), Request, false);
    flow.start(0ms);
    QCOMPARE(steps(flow), QList<Kind>{Kind::Resolve});
    flow.nameResolved(5ms, names({V4}));
    const auto connect = flow.nextStep();
    QVERIFY(connect && connect->kind == Kind::Connect && connect->address == V4 && connect->port == 80);
    flow.connected(15ms, 0, 40000);
    QCOMPARE(steps(flow), (QList<Kind>{Kind::UseAttempt, Kind::Write}));
    flow.written(16ms);
    flow.bytes(30ms, "HTTP/1.1 404 Not Found\r\nContent-Le");
    QVERIFY(!flow.isDone());
    flow.bytes(33ms, "ngth: 2\r\n\r\nno");
    QCOMPARE(steps(flow), QList<Kind>{Kind::Finish});
    const auto &exchange = flow.exchange();
    QCOMPARE(exchange.outcome, Outcome::Answered);
    QCOMPARE(exchange.status(), 404);
    QCOMPARE(exchange.end, StreamEnd::ClosedByUs);
    QCOMPARE(exchange.sent, Request);
    QCOMPARE(exchange.response->body, QByteArray("no"));
    QCOMPARE(exchange.arrivals.size(), 2);
    QCOMPARE(exchange.timing.name, std::optional<Duration>(5ms));
    QCOMPARE(exchange.timing.connect, std::optional<Duration>(10ms));
    QVERIFY(!exchange.timing.tls);
    QCOMPARE(exchange.timing.send, std::optional<Duration>(1ms));
    QCOMPARE(exchange.timing.wait, std::optional<Duration>(14ms));
    QCOMPARE(exchange.timing.receive, std::optional<Duration>(3ms));
    QCOMPARE(exchange.timing.total, Duration(33ms));
    QCOMPARE(exchange.connection.localPort, quint16(40000));
    QVERIFY(!flow.deadline());
}

void TestProbeFlow::phaseLimits_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("name") << 0 << Outcome::NameTimedOut;
    QTest::newRow("connect") << 1 << Outcome::ConnectTimedOut;
    QTest::newRow("TLS") << 2 << Outcome::TlsTimedOut;
    QTest::newRow("first byte") << 3 << Outcome::TimedOut;
    QTest::newRow("writing") << 4 << Outcome::TimedOut;
}

void TestProbeFlow::phaseLimits()
{
    QFETCH(int, phase);
    QFETCH(Outcome, outcome);
    Flow flow(aProbe(phase == 2), Request, false);
    flow.start(0ms);
    if (phase >= 1)
        flow.nameResolved(100ms, names({V4}));
    if (phase >= 2)
        flow.connected(100ms, 0, 1);
    if (phase == 3)
        flow.written(100ms);
    const Duration start = phase == 0 ? 0ms : 100ms;
    QCOMPARE(flow.deadline(), std::optional<Duration>(start + 1000ms));
    flow.tick(start + 999ms);
    QVERIFY(!flow.isDone());
    flow.tick(start + 1000ms);
    QVERIFY(flow.isDone());
    QCOMPARE(flow.exchange().outcome, outcome);
    QCOMPARE(steps(flow).constLast(), Kind::Finish);
}

void TestProbeFlow::twoLimitsInAll()
{
    Flow flow(aProbe(true), Request, false);
    flow.start(0ms);
    flow.nameResolved(900ms, names({V4}));
    flow.connected(1800ms, 0, 1);
    QCOMPARE(flow.deadline(), std::optional<Duration>(2000ms));
    flow.tick(2000ms);
    QCOMPARE(flow.exchange().outcome, Outcome::TlsTimedOut);
}

void TestProbeFlow::limitChangesWhileItRuns()
{
    auto flow = waiting();
    flow->setTimeout(500ms, 5000ms);
    flow->tick(1500ms);
    QVERIFY(!flow->isDone());
    flow->setTimeout(2000ms, 1500ms);
    QCOMPARE(flow->exchange().outcome, Outcome::TimedOut);
}

void TestProbeFlow::cancelInEveryPhase_data()
{
    QTest::addColumn<int>("events");
    for (int events = 0; events <= 5; ++events)
        QTest::addRow("after %d events", events) << events;
}

void TestProbeFlow::cancelInEveryPhase()
{
    QFETCH(int, events);
    Flow flow(aProbe(true), Request, false);
    flow.start(0ms);
    if (events >= 1)
        flow.nameResolved(1ms, names({V4, V6}));
    if (events >= 2)
        flow.connected(2ms, 0, 1);
    if (events >= 3)
        flow.tlsReady(3ms);
    if (events >= 4)
        flow.written(4ms);
    if (events >= 5)
        flow.bytes(5ms, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
    flow.cancel(6ms);
    QVERIFY(flow.isDone());
    QCOMPARE(flow.exchange().outcome, Outcome::Stopped);
    QCOMPARE(flow.exchange().timing.total, Duration(6ms));
    QCOMPARE(steps(flow).constLast(), Kind::Finish);
    // Late events change nothing.
    flow.nameResolved(7ms, names({V4}));
    flow.tlsReady(7ms);
    flow.written(7ms);
    flow.bytes(7ms, "x");
    flow.ended(7ms, StreamEnd::ClosedByPeer);
    flow.tick(10s);
    flow.cancel(8ms);
    QCOMPARE(flow.exchange().outcome, Outcome::Stopped);
    QCOMPARE(flow.exchange().timing.total, Duration(6ms));
    QVERIFY(steps(flow).isEmpty());
}

void TestProbeFlow::secondFamilyStartsAfterRefusal()
{
    Flow flow(aProbe(), Request, false);
    flow.start(0ms);
    flow.nameResolved(1ms, names({V6, V4}));
    steps(flow);
    flow.connectFailed(2ms, 0, {Outcome::Refused, QStringLiteral("Connection refused")});
    QCOMPARE(steps(flow), (QList<Kind>{Kind::DropAttempt, Kind::Connect}));
    flow.connected(3ms, 1, 1);
    flow.written(3ms);
    flow.bytes(4ms, "HTTP/1.1 204 No Content\r\n\r\n");
    const auto &attempts = flow.exchange().connection.attempts;
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts.at(0).outcome, Outcome::Refused);
    QVERIFY(attempts.at(0).ipv6);
    QCOMPARE(attempts.at(1).outcome, Outcome::Answered);
    QCOMPARE(flow.exchange().connection.address, V4.text);
    QCOMPARE(flow.exchange().outcome, Outcome::Answered);
}

void TestProbeFlow::secondFamilyStartsAfterDelay()
{
    Flow flow(aProbe(), Request, false);
    flow.start(0ms);
    steps(flow);
    flow.nameResolved(0ms, names({V6, V4, OtherV4}));
    QCOMPARE(steps(flow), QList<Kind>{Kind::Connect});
    QCOMPARE(flow.deadline(), std::optional<Duration>(Flow::AttemptDelay));
    flow.tick(249ms);
    QVERIFY(steps(flow).isEmpty());
    flow.tick(250ms);
    const auto second = flow.nextStep();
    QVERIFY(second && second->address == V4);
    flow.connected(255ms, 1, 1);
    QCOMPARE(flow.exchange().connection.attempts.at(2).outcome, Outcome::NotStarted);
    // The slower family may still come through: it is let go, and known to work.
    steps(flow);
    flow.connected(300ms, 0, 2);
    const auto drop = flow.nextStep();
    QVERIFY(drop && drop->kind == Kind::DropAttempt && drop->attempt == 0);
    QCOMPARE(flow.exchange().connection.attempts.at(0).outcome, Outcome::Answered);
    QCOMPARE(flow.exchange().connection.address, V4.text);
}

void TestProbeFlow::slowFamilyIsRecordedAsRunning()
{
    Flow flow(aProbe(), Request, false);
    flow.start(0ms);
    flow.nameResolved(0ms, names({V6, V4}));
    flow.tick(250ms);
    flow.connected(251ms, 1, 1);
    flow.written(251ms);
    flow.bytes(260ms, "HTTP/1.1 204 No Content\r\n\r\n");
    const auto &first = flow.exchange().connection.attempts.at(0);
    QCOMPARE(first.outcome, Outcome::Running);
    QCOMPARE(first.took, Duration(260ms));
}

void TestProbeFlow::allAddressesFail_data()
{
    QTest::addColumn<Outcome>("first");
    QTest::addColumn<Outcome>("second");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("both refuse") << Outcome::Refused << Outcome::Refused << Outcome::Refused;
    QTest::newRow("no route for one") << Outcome::Unreachable << Outcome::Refused << Outcome::Refused;
    QTest::newRow("no route for both")
        << Outcome::Unreachable << Outcome::Unreachable << Outcome::Unreachable;
    QTest::newRow("silence says more than no route")
        << Outcome::ConnectTimedOut << Outcome::Unreachable << Outcome::ConnectTimedOut;
}

void TestProbeFlow::allAddressesFail()
{
    QFETCH(Outcome, first);
    QFETCH(Outcome, second);
    QFETCH(Outcome, outcome);
    Flow flow(aProbe(), Request, false);
    flow.start(0ms);
    flow.nameResolved(0ms, names({V6, V4}));
    flow.connectFailed(1ms, 0, {first, {}});
    QVERIFY(!flow.isDone());
    flow.connectFailed(2ms, 1, {second, {}});
    QCOMPARE(flow.exchange().outcome, outcome);
    QVERIFY(flow.exchange().sent.isEmpty());
}

void TestProbeFlow::requestWaitsForRelease()
{
    auto flow = waiting(false, true);
    QCOMPARE(flow->phase(), Phase::Held);
    QVERIFY(flow->exchange().sent.isEmpty());
    QVERIFY(!flow->deadline()); // waiting for us is not the peer's fault
    flow->release(5000ms);
    QCOMPARE(steps(*flow), QList<Kind>{Kind::Write});
    flow->written(5000ms);
    QCOMPARE(flow->deadline(), std::optional<Duration>(6000ms));
}

void TestProbeFlow::earlyBytesAreKept()
{
    auto flow = waiting(false, true);
    flow->bytes(30ms, "SSH-2.0-OpenSSH_9.2\r\n");
    QVERIFY(!flow->isDone());
    flow->release(40ms);
    flow->tick(40ms + Flow::SilenceAfterForeignBytes);
    QVERIFY(flow->exchange().notHttp);
    QCOMPARE(flow->exchange().received, QByteArray("SSH-2.0-OpenSSH_9.2\r\n"));

    auto closed = waiting(false, true);
    closed->bytes(30ms, "busy\r\n");
    closed->ended(31ms, StreamEnd::ClosedByPeer);
    QCOMPARE(closed->exchange().outcome, Outcome::Answered);
    QCOMPARE(closed->exchange().received, QByteArray("busy\r\n"));
}

void TestProbeFlow::endings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<StreamEnd>("end");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<bool>("truncated");
    const QByteArray half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    const QByteArray open = "HTTP/1.1 200 OK\r\n\r\nwhole";
    QTest::newRow("FIN without a byte")
        << QByteArray() << StreamEnd::ClosedByPeer << Outcome::Closed << false;
    QTest::newRow("RST without a byte") << QByteArray() << StreamEnd::ResetByPeer << Outcome::Reset << false;
    QTest::newRow("FIN inside the body") << half << StreamEnd::ClosedByPeer << Outcome::Answered << true;
    QTest::newRow("RST inside the body") << half << StreamEnd::ResetByPeer << Outcome::Answered << true;
    QTest::newRow("FIN ends the body") << open << StreamEnd::ClosedByPeer << Outcome::Answered << false;
}

void TestProbeFlow::endings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(StreamEnd, end);
    QFETCH(Outcome, outcome);
    QFETCH(bool, truncated);
    auto flow = waiting();
    flow->bytes(30ms, bytes);
    QVERIFY(!flow->isDone());
    flow->ended(40ms, end);
    QCOMPARE(flow->exchange().outcome, outcome);
    QCOMPARE(flow->exchange().end, end);
    QCOMPARE(flow->exchange().received, bytes);
    if (!bytes.isEmpty())
        QCOMPARE(flow->exchange().response->end == wire::ResponseEnd::Truncated, truncated);
}

void TestProbeFlow::answerWithoutLengthEndsInSilence()
{
    auto flow = waiting();
    flow->bytes(30ms, "HTTP/1.1 403 Forbidden\r\n\r\nAccess denied");
    QCOMPARE(flow->deadline(), std::optional<Duration>(30ms + Flow::SilenceWithoutLength));
    flow->bytes(500ms, ".");
    QCOMPARE(flow->deadline(), std::optional<Duration>(1030ms)); // one limit for all of the answer
    flow->tick(1030ms);
    QCOMPARE(flow->exchange().outcome, Outcome::Answered);
    QCOMPARE(flow->exchange().end, StreamEnd::TimedOut);
    QCOMPARE(flow->exchange().response->body, QByteArray("Access denied."));
}

void TestProbeFlow::foreignBytesEndInSilence()
{
    auto flow = waiting();
    flow->bytes(30ms, "SSH-2.0-OpenSSH_9.2\r\n");
    QVERIFY(!flow->isDone());
    flow->bytes(40ms, QByteArray(100000, 'x'));
    QVERIFY(flow->isDone());
    QVERIFY(flow->exchange().cut);
    QVERIFY(flow->exchange().notHttp);
    QCOMPARE(flow->exchange().received.size(), Flow::MaximumForeign);
}

void TestProbeFlow::dripIsBounded()
{
    auto flow = waiting();
    Duration now = 100ms;
    const QByteArray head = "HTTP/1.1 200 OK\r\nX-Slow: " + QByteArray(1000, 'x');
    for (qsizetype i = 0; i < head.size() && !flow->isDone(); ++i, now += 20ms) {
        flow->tick(now);
        flow->bytes(now, head.mid(i, 1));
    }
    QVERIFY(flow->isDone());
    QCOMPARE(flow->exchange().outcome, Outcome::Answered);
    QCOMPARE(flow->exchange().end, StreamEnd::TimedOut);
    QVERIFY(flow->exchange().timing.total <= Duration(1120ms));
}

void TestProbeFlow::receivedIsBounded()
{
    auto endlessHead = waiting();
    endlessHead->bytes(30ms, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10000 && !endlessHead->isDone(); ++i)
        endlessHead->bytes(31ms, "X-Header: " + QByteArray(10000, 'x') + "\r\n");
    QVERIFY(endlessHead->isDone());
    QVERIFY(endlessHead->exchange().cut);
    QVERIFY(endlessHead->exchange().received.size() <= Flow::MaximumReceived);

    auto hugeBody = waiting();
    hugeBody->bytes(30ms, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    for (int i = 0; i < 10000 && !hugeBody->isDone(); ++i)
        hugeBody->bytes(31ms, QByteArray(64 * 1024, 'x'));
    QVERIFY(hugeBody->isDone());
    QVERIFY(hugeBody->exchange().cut);
    QCOMPARE(hugeBody->exchange().end, StreamEnd::LimitReached);
    QVERIFY(hugeBody->exchange().received.size() <= Flow::MaximumReceived);

    auto manySmall = waiting();
    manySmall->bytes(30ms, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    for (int i = 0; i < 99999; ++i)
        manySmall->bytes(31ms, "x");
    QVERIFY(manySmall->exchange().arrivals.size() <= Flow::MaximumArrivals);
}

void TestProbeFlow::switchingHandsOverTheRest()
{
    auto flow = waiting();
    const QByteArray head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    flow->bytes(30ms, head + QByteArray("\x81\x02hi", 4));
    QVERIFY(flow->isDone());
    QCOMPARE(flow->exchange().status(), 101);
    QCOMPARE(flow->exchange().end, StreamEnd::Open);
    QCOMPARE(flow->exchange().received, head + QByteArray("\x81\x02hi", 4));
    QCOMPARE(flow->takeRest(), QByteArray("\x81\x02hi", 4));
}

void TestProbeFlow::proxyTunnel()
{
    observation::Probe probe = aProbe();
    probe.settings.proxy = {ProxyChoice::Kind::Http, "proxy.example", 3128, "joe", "secret"};
    Flow flow(probe, Request, false);
    flow.start(0ms);
    const auto resolve = flow.nextStep();
    QVERIFY(resolve && resolve->data == "proxy.example" && resolve->port == 3128);
    flow.nameResolved(1ms, names({V4}));
    steps(flow);
    flow.connected(2ms, 0, 1);
    QCOMPARE(flow.nextStep()->kind, Kind::UseAttempt);
    const auto connect = flow.nextStep();
    QVERIFY(connect && connect->data.startsWith("CONNECT service.example:80 HTTP/1.1\r\n"));
    QVERIFY(connect->data.contains("Proxy-Authorization: Basic"));
    flow.bytes(5ms, "HTTP/1.1 200 Connection established\r\n\r\n");
    const auto write = flow.nextStep();
    QVERIFY(write && write->data == Request);
    const auto &facts = *flow.exchange().connection.proxy;
    QCOMPARE(facts.result, ProxyFacts::Result::Tunnelled);
    QVERIFY(!facts.sent.contains(QByteArray("joe:secret").toBase64()));
    QCOMPARE(flow.exchange().sent, Request); // the tunnel's bytes are its own
    flow.written(5ms);
    flow.bytes(6ms, "HTTP/1.1 204 No Content\r\n\r\n");
    QCOMPARE(flow.exchange().status(), 204);
}

void TestProbeFlow::tlsProxyGetsNoClearCredentials()
{
    observation::Probe probe = aProbe();
    probe.settings.proxy = {ProxyChoice::Kind::Https, "proxy.example", 443, "joe", "secret"};
    Flow flow(probe, Request, false);
    flow.start(0ms);
    QCOMPARE(steps(flow), QList<Kind>{Kind::Finish});
    QCOMPARE(flow.exchange().outcome, Outcome::LocalFailure);
    QVERIFY(!flow.exchange().detail.isEmpty());
}

void TestProbeFlow::proxyRefuses_data()
{
    QTest::addColumn<bool>("socks");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ProxyFacts::Result>("result");
    using Result = ProxyFacts::Result;
    const auto http = [](const char *status) -> QByteArray {
        return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n";
    };
    QTest::newRow("407") << false << http("407 Proxy Authentication Required") << Result::AuthRequired;
    QTest::newRow("403") << false << http("403 Forbidden") << Result::Denied;
    QTest::newRow("503") << false << http("503 Service Unavailable") << Result::TargetUnreachable;
    QTest::newRow("405") << false << http("405 Method Not Allowed") << Result::WrongKind;
    QTest::newRow("no HTTP") << false << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << Result::WrongKind;
    QTest::newRow("SOCKS methods") << true << QByteArray("\x05\xFF", 2) << Result::AuthRequired;
    QTest::newRow("SOCKS ruleset") << true
                                   << QByteArray("\x05\x00\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00", 12)
                                   << Result::Denied;
    QTest::newRow("SOCKS refused") << true
                                   << QByteArray("\x05\x00\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00", 12)
                                   << Result::TargetUnreachable;
    QTest::newRow("SOCKS asked of HTTP")
        << true << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << Result::WrongKind;
    QTest::newRow("closed") << false << QByteArray() << Result::Closed;
}

void TestProbeFlow::proxyRefuses()
{
    QFETCH(bool, socks);
    QFETCH(QByteArray, answer);
    QFETCH(ProxyFacts::Result, result);
    observation::Probe probe = aProbe();
    probe.settings.proxy = {
        socks ? ProxyChoice::Kind::Socks5 : ProxyChoice::Kind::Http, "192.0.2.9", 1080, {}, {}};
    Flow flow(probe, Request, false);
    flow.start(0ms);
    flow.nameResolved(1ms, names({V4}));
    flow.connected(2ms, 0, 1);
    for (const char byte : answer)
        flow.bytes(3ms, QByteArray(1, byte));
    if (!flow.isDone())
        flow.ended(4ms, StreamEnd::ClosedByPeer);
    QCOMPARE(flow.exchange().outcome, Outcome::ProxyFailed);
    QCOMPARE(flow.exchange().connection.proxy->result, result);
    QVERIFY(flow.exchange().sent.isEmpty());
}

void TestProbeFlow::tlsComesBeforeTheRequest()
{
    auto flow = waiting(true);
    QCOMPARE(flow->phase(), Phase::Securing);
    QVERIFY(flow->exchange().sent.isEmpty());
    flow->tlsReady(30ms);
    QCOMPARE(steps(*flow), QList<Kind>{Kind::Write});
    QCOMPARE(flow->exchange().timing.tls, std::optional<Duration>(10ms));

    auto failed = waiting(true);
    failed->tlsFailed(30ms);
    QCOMPARE(failed->exchange().outcome, Outcome::TlsFailed);
    QVERIFY(failed->exchange().sent.isEmpty());
}

void TestProbeFlow::tlsRefusalAfterTheHandshake()
{
    auto flow = waiting(true);
    flow->tlsReady(30ms);
    flow->written(31ms);
    flow->tlsFailed(40ms);
    QCOMPARE(flow->exchange().outcome, Outcome::TlsFailed);

    auto answered = waiting(true);
    answered->tlsReady(30ms);
    answered->written(31ms);
    answered->bytes(35ms, "HTTP/1.1 400 Bad Request\r\n\r\nNo required SSL certificate was sent");
    answered->tlsFailed(40ms);
    QCOMPARE(answered->exchange().outcome, Outcome::Answered);
    QCOMPARE(answered->exchange().status(), 400);
}

QTEST_GUILESS_MAIN(TestProbeFlow)
#include "test_probe_flow.moc"
