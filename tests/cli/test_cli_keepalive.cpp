#include "cli/verbrun.h"

#include <QRegularExpression>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace wirewise;
using namespace wirewise::tests;

/// Pings of our own, pings that are not answered, and the heartbeats of protocols inside.
class TestCliKeepalive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pingsGoOutAndTheirRoundTripIsPrinted();
    void pingsStayUnansweredOnDemand();
    void heartbeatsAreAnswered_data();
    void heartbeatsAreAnswered();
    void heartbeatsAreLeftAloneUnlessAsked();
    void oldEngineIoIsPinged();
    void badUsage();

private:
    void start(VerbRun &run, const char *options, const QString &target = QStringLiteral("/"));
    std::unique_ptr<QWebSocket> accept();

    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
};

void TestCliKeepalive::initTestCase()
{
    m_server.setSupportedSubprotocols({QStringLiteral("graphql-transport-ws")});
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

void TestCliKeepalive::start(VerbRun &run, const char *options, const QString &target)
{
    run.start(words("connect --echo --proxy none") + words(options)
              << m_server.serverUrl().toString() + target);
}

std::unique_ptr<QWebSocket> TestCliKeepalive::accept()
{
    if (!QTest::qWaitFor([this] { return m_server.hasPendingConnections(); }, 60000))
        qFatal("nobody came");
    return std::unique_ptr<QWebSocket>(m_server.nextPendingConnection());
}

void TestCliKeepalive::pingsGoOutAndTheirRoundTripIsPrinted()
{
    VerbRun run;
    start(run, "--ping 1");
    const auto socket = accept();
    QTRY_VERIFY_WITH_TIMEOUT(run.printed().count(QStringLiteral("Round trip ")) >= 2, 60000);
    const QRegularExpression line(QStringLiteral("\\nRound trip \\d+\\.\\d{3} ms\\n"));
    QVERIFY2(run.printed().contains(line), qPrintable(run.printed()));
    run.verb->interrupt();
    run.finish();
    QCOMPARE(run.status, 0);
}

void TestCliKeepalive::pingsStayUnansweredOnDemand()
{
    for (const bool answered : {true, false}) {
        VerbRun run;
        start(run, answered ? "" : "--no-pong");
        const auto socket = accept();
        QSignalSpy pongs(socket.get(), &QWebSocket::pong);
        QSignalSpy echoes(socket.get(), &QWebSocket::textMessageReceived);
        socket->ping("are you there");
        socket->sendTextMessage(QStringLiteral("after"));
        QTRY_COMPARE_WITH_TIMEOUT(echoes.size(), 1, 60000);
        QCOMPARE(pongs.size(), answered ? 1 : 0);
        socket->close();
        run.finish();
        QCOMPARE(run.status, 0);
    }
}

void TestCliKeepalive::heartbeatsAreAnswered_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("messages");
    QTest::addColumn<QString>("answer");
    QTest::newRow("Engine.IO 4") << QStringLiteral("/socket.io/?EIO=4&transport=websocket")
                                 << QStringList{QStringLiteral("2")} << QStringLiteral("3");
    QTest::newRow("graphql-transport-ws")
        << QStringLiteral("/graphql")
        << QStringList{QStringLiteral("{\"type\":\"connection_ack\"}"), QStringLiteral("{\"type\":\"ping\"}")}
        << QStringLiteral("{\"type\":\"pong\"}");
}

void TestCliKeepalive::heartbeatsAreAnswered()
{
    QFETCH(QString, target);
    QFETCH(QStringList, messages);
    QFETCH(QString, answer);
    VerbRun run;
    start(run, "--quiet --heartbeat --subprotocol graphql-transport-ws", target);
    const auto socket = accept();
    QStringList came;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { came.append(text); });
    for (const QString &message : messages)
        socket->sendTextMessage(message);
    QTRY_VERIFY_WITH_TIMEOUT(came.size() >= messages.size() + 1, 60000);
    QVERIFY2(came.contains(answer), qPrintable(came.join(u' ')));
    socket->close();
    run.finish();
    QCOMPARE(run.status, 0);
}

void TestCliKeepalive::heartbeatsAreLeftAloneUnlessAsked()
{
    VerbRun run;
    start(run, "--quiet", QStringLiteral("/socket.io/?EIO=4&transport=websocket"));
    const auto socket = accept();
    QStringList came;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { came.append(text); });
    socket->sendTextMessage(QStringLiteral("2"));
    socket->sendTextMessage(QStringLiteral("42[\"end\"]"));
    QTRY_COMPARE_WITH_TIMEOUT(came, (QStringList{QStringLiteral("2"), QStringLiteral("42[\"end\"]")}), 60000);
    socket->close();
    run.finish();
}

void TestCliKeepalive::oldEngineIoIsPinged()
{
    VerbRun run;
    start(run, "--quiet --heartbeat", QStringLiteral("/socket.io/?EIO=3&transport=websocket"));
    const auto socket = accept();
    int pings = 0;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { pings += text == QStringLiteral("2") ? 1 : 0; });
    socket->sendTextMessage(
        QStringLiteral("0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":120,\"pingTimeout\":5000}"));
    QTRY_VERIFY_WITH_TIMEOUT(pings >= 2, 60000);
    socket->close();
    run.finish();
    QCOMPARE(run.status, 0);
}

void TestCliKeepalive::badUsage()
{
    for (const char *ping : {"--ping 0", "--ping often", "--ping -1"}) {
        VerbRun run;
        start(run, ping);
        run.finish();
        QCOMPARE(run.status, 2);
        QVERIFY2(run.complaints().contains(QStringLiteral("--ping")), qPrintable(run.complaints()));
    }
}

QTEST_GUILESS_MAIN(TestCliKeepalive)
#include "test_cli_keepalive.moc"
