#include "remote/gathering.h"
#include "remote/protocol.h"
#include "session/samples.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirewise;
using namespace wirewise::remote;
using observation::Exchange;
using observation::Observation;
using observation::ProbeKind;

namespace {

const char *const Address = "ws://127.0.0.1:8000/ws";

/// As a place tells of it: of the endpoint that was asked for.
Exchange exchangeOf(const char *name, const char *address = Address)
{
    Exchange exchange = samples::anExchange(name);
    exchange.probe.kind = observation::probeKindFromString(name).value_or(ProbeKind::Upgrade);
    exchange.probe.endpoint = *observation::parseEndpoint(QLatin1String(address)).endpoint;
    return exchange;
}

Gathering gathering(const observation::Settings &settings = {})
{
    return {QStringLiteral("ssh:bastion"), QLatin1String(Address), settings, QDateTime::currentDateTimeUtc()};
}

template<typename T>
T readAs(const QByteArray &line)
{
    const std::optional<Answer> answer = readAnswer(line);
    if (!answer || !std::holds_alternative<T>(*answer))
        qFatal("it is read as something else");
    return std::get<T>(*answer);
}

} // namespace

class TestRemoteProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsOneLine()
    {
        const QList<QByteArray> lines{
            lineOf(Greeting{}),
            lineOf(Request{3, QStringLiteral("a\nb"), samples::fullSettings(), 3, "-\n-"}),
            lineOf(Stop{3}),
            lineOf(Alive{}),
            lineOf(Seen{3, samples::fullExchange()}),
            lineOf(Refused{3, QStringLiteral("a\nb")})};
        for (const QByteArray &line : lines) {
            QCOMPARE(line.count('\n'), 1);
            QVERIFY(line.endsWith('\n'));
        }
    }

    void ordersComeThrough()
    {
        const Request sent{7, QStringLiteral("wss://a.example/ws?token=s3cret"), samples::fullSettings(), 2,
                           "PEM"};
        const std::optional<Order> order = readOrder(lineOf(sent));
        QVERIFY(order && std::holds_alternative<Request>(*order));
        const Request &read = std::get<Request>(*order);
        QCOMPARE(read.number, sent.number);
        QCOMPARE(read.typed, sent.typed);
        QVERIFY(read.settings == sent.settings);
        QCOMPARE(read.connections, 2);
        QCOMPARE(read.authorities, QByteArray("PEM"));
        QCOMPARE(std::get<Stop>(*readOrder(lineOf(Stop{9}))).number, 9);
    }

    void answersComeThroughByteForByte()
    {
        const Exchange sent = samples::fullExchange();
        const Seen seen = readAs<Seen>(lineOf(Seen{4, sent}));
        QCOMPARE(seen.number, 4);
        QCOMPARE(seen.exchange.sent, sent.sent);
        QCOMPARE(seen.exchange.received, sent.received);
        QVERIFY(seen.exchange.probe == sent.probe);
        QCOMPARE(seen.exchange.status(), sent.status());

        const Observation whole = samples::fullObservation();
        const observation::ExperimentResult &result = whole.experiments.constFirst();
        const Tried tried = readAs<Tried>(lineOf(Tried{5, result}));
        QCOMPARE(tried.result.experiment.id, result.experiment.id);
        QCOMPARE(tried.result.exchange.received, result.exchange.received);
        QCOMPARE(tried.result.helps, result.helps);

        const Finished finished = readAs<Finished>(lineOf(Finished{6, whole, samples::fullSession()}));
        QVERIFY(finished.about.took == whole.took);
        QCOMPARE(finished.session->stream, samples::fullSession().stream);
        QCOMPARE(finished.session->messages.size(), samples::fullSession().messages.size());
        QVERIFY(!readAs<Finished>(lineOf(Finished{6, whole, std::nullopt})).session);
    }

    void greetings()
    {
        const std::optional<Greeting> greeting = readGreeting(lineOf(Greeting{1, QStringLiteral("0.1.0")}));
        QVERIFY(greeting);
        QCOMPARE(greeting->version, QStringLiteral("0.1.0"));
        for (const char *line : {"", "{", "null", "[]", "Welcome to bastion", "{\"wirewise\":\"agent\"}",
                                 "{\"wirewise\":\"1\",\"protocol\":1,\"version\":\"\"}",
                                 "{\"wirewise\":\"agent\",\"protocol\":-1,\"version\":\"x\"}",
                                 "{\"wirewise\":\"agent\",\"protocol\":\"1\",\"version\":\"x\"}"})
            QVERIFY2(!readGreeting(line), line);
    }

    void nonsenseIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"", "x", "{}", "[]", "{\"check\":1}", "{\"check\":-1,\"refused\":\"x\"}",
                                 "{\"check\":\"1\",\"refused\":\"x\"}", "{\"check\":1e99,\"refused\":\"x\"}",
                                 "{\"check\":1,\"refused\":\"\"}", "{\"check\":1,\"refused\":7}",
                                 "{\"check\":1,\"seen\":{}}", "{\"check\":1,\"seen\":null,\"tried\":{}}",
                                 "{\"check\":1,\"tried\":[]}", "{\"check\":1,\"finished\":{\"session\":{}}}"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("deep") << QByteArray(100000, '[');
        QByteArray strange = lineOf(Seen{1, samples::fullExchange()});
        QTest::newRow("another type") << QByteArray(strange).replace("\"facts\":{", "\"facts\":7,\"x\":{");
        QTest::newRow("cut") << strange.first(strange.size() / 2);
    }

    void nonsenseIsNoAnswer()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readAnswer(line));
        QVERIFY(!readOrder(line) || line.contains("check"));
    }

    /// What a place tells is taken as far as it can be an answer to what was asked.
    void whatCannotBeIsRefused()
    {
        Gathering gathered = gathering();
        QVERIFY(gathered.take(Seen{0, exchangeOf("head")}));
        QVERIFY(!gathered.take(Seen{0, exchangeOf("head")}));                             // twice
        QVERIFY(!gathered.take(Seen{0, exchangeOf("get", "ws://evil.example:8000/ws")})); // another endpoint
        Exchange renamed = exchangeOf("get");
        renamed.probe.name = "without-origin";
        QVERIFY(!gathered.take(Seen{0, renamed})); // no probe of ours
        Exchange mixed = exchangeOf("get");
        mixed.probe.kind = ProbeKind::Upgrade;
        QVERIFY(!gathered.take(Seen{0, mixed}));
        Exchange running = exchangeOf("get");
        running.outcome = observation::Outcome::Running;
        QVERIFY(!gathered.take(Seen{0, running}));
        QCOMPARE(gathered.observation().exchanges.size(), 3);
        QVERIFY(gathered.observation().exchange("get")->received.isEmpty());

        Gathering upgradeOnly = gathering([] {
            observation::Settings settings;
            settings.probes = {ProbeKind::Upgrade};
            return settings;
        }());
        QVERIFY(!upgradeOnly.take(Seen{0, exchangeOf("head")})); // not asked for
    }

    void experimentsAreBounded()
    {
        Gathering gathered = gathering();
        observation::ExperimentResult result;
        result.exchange = exchangeOf("upgrade");
        result.experiment.probe = result.exchange.probe;
        result.helps = true;
        int taken = 0;
        for (int i = 0; i < 100; ++i) {
            result.experiment.id = result.exchange.probe.name = "e" + QByteArray::number(i);
            taken += gathered.take(Tried{0, result}) ? 1 : 0;
        }
        QCOMPARE(taken, 20);
        QVERIFY(!gathered.observation().experiments.constFirst().helps); // no right 101
        result.experiment.id = result.exchange.probe.name = "upgrade";
        QVERIFY(!gathering().take(Tried{0, result})); // the name of a probe
    }

    void bytesAreBounded()
    {
        Gathering gathered = gathering();
        observation::ExperimentResult result;
        result.exchange = exchangeOf("upgrade");
        result.experiment.probe = result.exchange.probe;
        result.exchange.received = QByteArray(20 * 1024 * 1024, 'x');
        int taken = 0;
        for (int i = 0; i < 10; ++i) {
            result.experiment.id = result.exchange.probe.name = "e" + QByteArray::number(i);
            taken += gathered.take(Tried{0, result}) ? 1 : 0;
        }
        QCOMPARE(taken, 4);
    }

    /// Address, settings and start are ours, whatever the place says of them; its files are named as ours.
    void oursStaysOurs()
    {
        observation::Settings settings;
        settings.caFile = QStringLiteral("/home/me/ca.pem");
        settings.secrets = {"hunter2"};
        Gathering gathered = gathering(settings);
        Exchange head = exchangeOf("head");
        head.probe.settings.caFile = QStringLiteral("/tmp/agent/authorities-0.pem");
        head.probe.settings.headers = {{"X-Evil", "1"}};
        QVERIFY(gathered.take(Seen{0, head}));
        Observation about = samples::fullObservation();
        about.typed = QStringLiteral("ws://evil.example/");
        about.from = QStringLiteral("ssh:elsewhere");
        about.lost = QStringLiteral("x");
        QVERIFY(gathered.take(Finished{0, about, std::nullopt}));
        const Observation &seen = gathered.observation();
        QCOMPARE(seen.typed, QLatin1String(Address));
        QCOMPARE(seen.from, QStringLiteral("ssh:bastion"));
        QVERIFY(seen.lost.isEmpty());
        QVERIFY(seen.settings == settings);
        QVERIFY(seen.exchange("head")->probe.settings == settings);
        QVERIFY(seen.took == about.took);
    }
};

QTEST_APPLESS_MAIN(TestRemoteProtocol)
#include "test_remote_protocol.moc"
