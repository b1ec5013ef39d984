#include "observation/observation.h"
#include "wire/handshake.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;

namespace {

const QByteArray Key = "dGhlIHNhbXBsZSBub25jZQ==";

Exchange anExchange(ProbeKind kind, const QByteArray &received, StreamEnd end = StreamEnd::Open)
{
    Exchange exchange;
    exchange.probe.name = toString(kind);
    exchange.probe.kind = kind;
    exchange.probe.endpoint = parseEndpoint(QStringLiteral("ws://example.com/ws")).endpoint.value();
    exchange.sent = wire::toBytes(requestFor(exchange.probe, Key));
    exchange.received = received;
    exchange.end = end;
    exchange.readResponse();
    return exchange;
}

QByteArray switching(const QByteArray &accept)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
           "Upgrade\r\nSec-WebSocket-Accept: " +
           accept + "\r\n\r\n";
}

} // namespace

class TestObservationExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradedMeansARight101();
    void answerIsReadForTheMethodSent();
    void endOfTheStreamCounts();
    void notHttpIsSaid();
    void exchangesAreFoundByKindAndName();
    void everyOutcomeHasAWord();
};

void TestObservationExchange::upgradedMeansARight101()
{
    const QByteArray right = switching(wire::acceptFor(Key));
    QVERIFY(anExchange(ProbeKind::Upgrade, right).upgraded());
    QVERIFY(anExchange(ProbeKind::Upgrade, right + "\x81\x01x").upgraded());
    QVERIFY(!anExchange(ProbeKind::Upgrade, switching("wrong")).upgraded());
    QVERIFY(!anExchange(ProbeKind::Get, right).upgraded());
    QVERIFY(
        !anExchange(ProbeKind::Upgrade, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").upgraded());
    QVERIFY(!anExchange(ProbeKind::Upgrade, {}).upgraded());
}

void TestObservationExchange::answerIsReadForTheMethodSent()
{
    // RFC 9110 section 9.3.2: the length in an answer to HEAD announces a body that does not follow.
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    const Exchange head = anExchange(ProbeKind::Head, answer, StreamEnd::ClosedByPeer);
    QVERIFY(head.response);
    QCOMPARE(head.response->end, wire::ResponseEnd::Complete);
    const Exchange get = anExchange(ProbeKind::Get, answer, StreamEnd::ClosedByPeer);
    QVERIFY(get.response);
    QCOMPARE(get.response->end, wire::ResponseEnd::Truncated);
}

void TestObservationExchange::endOfTheStreamCounts()
{
    const QByteArray answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody";
    QCOMPARE(anExchange(ProbeKind::Get, answer, StreamEnd::TimedOut).response->end, wire::ResponseEnd::Open);
    QCOMPARE(anExchange(ProbeKind::Get, answer, StreamEnd::ClosedByPeer).response->end,
             wire::ResponseEnd::Complete);
}

void TestObservationExchange::notHttpIsSaid()
{
    const Exchange exchange = anExchange(ProbeKind::Get, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    QVERIFY(exchange.notHttp);
    QVERIFY(!exchange.response);
    QCOMPARE(exchange.status(), 0);
}

void TestObservationExchange::exchangesAreFoundByKindAndName()
{
    Observation observation;
    observation.exchanges = {anExchange(ProbeKind::Head, {}), anExchange(ProbeKind::Upgrade, {})};
    ExperimentResult result;
    result.experiment.id = "without-origin";
    result.exchange = anExchange(ProbeKind::Upgrade, {});
    result.exchange.probe.name = "without-origin";
    observation.experiments = {result};

    QCOMPARE(observation.exchange(ProbeKind::Head), &observation.exchanges.at(0));
    QCOMPARE(observation.exchange(ProbeKind::Upgrade), &observation.exchanges.at(1));
    QVERIFY(!observation.exchange(ProbeKind::Get));
    QCOMPARE(observation.exchange(QByteArray("upgrade")), &observation.exchanges.at(1));
    QCOMPARE(observation.exchange(QByteArray("without-origin")), &observation.experiments.at(0).exchange);
    QVERIFY(!observation.exchange(QByteArray("with-origin")));
    QCOMPARE(observation.experiment("without-origin"), &observation.experiments.at(0));
    QVERIFY(!observation.experiment("upgrade"));
}

void TestObservationExchange::everyOutcomeHasAWord()
{
    for (int i = 0; i <= static_cast<int>(Outcome::LocalFailure); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        QVERIFY(!toString(outcome).isEmpty());
        QCOMPARE(outcomeFromString(toString(outcome)), std::optional(outcome));
    }
    QVERIFY(!outcomeFromString("no such word"));
}

QTEST_APPLESS_MAIN(TestObservationExchange)
#include "test_observation_exchange.moc"
