#include "cli/verbrun.h"
#include "session/sessionfile.h"

#include <QTemporaryDir>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace wirewise;
using wirewise::tests::VerbRun;

class TestCliReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensAgainAndKeepsBoth();
    void givesUpAfterItsTries();
    void interruptEndsTheWaiting();
    void badUsage_data();
    void badUsage();

private:
    QString url() const { return m_server->serverUrl().toString(); }
    std::unique_ptr<QWebSocket> accept();

    std::unique_ptr<QWebSocketServer> m_server;
};

void TestCliReconnect::init()
{
    m_server = std::make_unique<QWebSocketServer>(QStringLiteral("peer"), QWebSocketServer::NonSecureMode);
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

std::unique_ptr<QWebSocket> TestCliReconnect::accept()
{
    if (!QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }, 60000))
        qFatal("nobody came");
    return std::unique_ptr<QWebSocket>(m_server->nextPendingConnection());
}

void TestCliReconnect::opensAgainAndKeepsBoth()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    VerbRun connecting;
    connecting.start({QStringLiteral("connect"), QStringLiteral("--proxy=none"), QStringLiteral("--echo"),
                      QStringLiteral("--reconnect"), QStringLiteral("--session"), path,
                      QStringLiteral("--send=hello"), url()});
    for (const auto code :
         {QWebSocketProtocol::CloseCodeGoingAway, QWebSocketProtocol::CloseCodePolicyViolated}) {
        const std::unique_ptr<QWebSocket> socket = accept();
        QStringList texts;
        connect(socket.get(), &QWebSocket::textMessageReceived, this,
                [&](const QString &text) { texts.append(text); });
        QTRY_COMPARE_WITH_TIMEOUT(texts, QStringList{QStringLiteral("hello")}, 60000);
        socket->close(code, QStringLiteral("why"));
        QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, 60000);
    }
    connecting.finish();
    QCOMPARE(connecting.status, 0); // the last one was closed cleanly
    const QString told = connecting.complaints();
    QVERIFY2(told.contains(QStringLiteral("The server closed with 1001, Going Away. Trying again in ")),
             qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("connection 2 (after ")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("No other connection is tried.")), qPrintable(told));
    connecting.verb.reset();

    const auto content = session::SessionFile::read(path);
    QVERIFY(content);
    QVERIFY(content->complete);
    QCOMPARE(content->connections.size(), 2);
    QCOMPARE(content->observation.session->closeCode, std::optional<quint16>(1001));
    QCOMPARE(content->connections.at(1).ended->closeCode, std::optional<quint16>(1008));
    const qint64 second = content->connections.at(1).firstMessage;
    QVERIFY(second > 1);
    const auto messages = session::SessionFile::openForReading(path)->messages(1, 100);
    QVERIFY(messages);
    QVERIFY(messages->size() > second);
    for (qsizetype i = 0; i < messages->size(); ++i) {
        QCOMPARE(messages->at(i).number, i + 1);
        QVERIFY(i == 0 || messages->at(i).at >= messages->at(i - 1).at);
    }
    QCOMPARE(messages->at(second - 1).payload, QByteArray("hello"));
    QVERIFY(messages->at(second - 1).at >= content->connections.at(1).openedAt);

    VerbRun show;
    show.run({QStringLiteral("show"), path});
    QVERIFY2(
        show.printed().contains(QStringLiteral("Connection 2: from message %1, opened after ").arg(second)),
        qPrintable(show.printed()));
    QVERIFY2(show.printed().contains(QStringLiteral("The server closed with 1008, Policy Violation.")),
             qPrintable(show.printed()));
}

void TestCliReconnect::givesUpAfterItsTries()
{
    VerbRun connecting;
    connecting.start({QStringLiteral("connect"), QStringLiteral("--proxy=none"), QStringLiteral("--echo"),
                      QStringLiteral("--reconnect"), QStringLiteral("1"), url()});
    {
        const std::unique_ptr<QWebSocket> socket = accept();
        QTRY_VERIFY_WITH_TIMEOUT(connecting.complaints().contains(QStringLiteral("Connected")), 60000);
        m_server->close();
        socket->abort();
    }
    connecting.finish();
    QCOMPARE(connecting.status, 1);
    QVERIFY2(connecting.complaints().contains(QStringLiteral("Nothing listens there.")),
             qPrintable(connecting.complaints()));
}

void TestCliReconnect::interruptEndsTheWaiting()
{
    VerbRun connecting;
    connecting.start({QStringLiteral("connect"), QStringLiteral("--proxy=none"), QStringLiteral("--echo"),
                      QStringLiteral("--reconnect"), url()});
    {
        const std::unique_ptr<QWebSocket> socket = accept();
        QTRY_VERIFY_WITH_TIMEOUT(connecting.complaints().contains(QStringLiteral("Connected")), 60000);
        m_server->close();
        socket->abort();
    }
    QTRY_VERIFY_WITH_TIMEOUT(connecting.complaints().contains(QStringLiteral("Trying again in")), 60000);
    connecting.verb->interrupt();
    connecting.finish();
    QCOMPARE(connecting.status, 1);
}

void TestCliReconnect::badUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("no try") << QStringList{QStringLiteral("--reconnect=0")};
    QTest::newRow("words") << QStringList{QStringLiteral("--reconnect=often")};
    QTest::newRow("a script") << QStringList{QStringLiteral("--reconnect"),
                                             QStringLiteral("--script=/dev/null")};
}

void TestCliReconnect::badUsage()
{
    QFETCH(QStringList, options);
    VerbRun connecting;
    connecting.run(QStringList{QStringLiteral("connect")} + options + QStringList{url()});
    QCOMPARE(connecting.status, 2);
}

QTEST_GUILESS_MAIN(TestCliReconnect)
#include "test_cli_reconnect.moc"
