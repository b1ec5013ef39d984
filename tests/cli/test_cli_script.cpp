#include "cli/connectverb.h"
#include "cli/verbrun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace wirewise;
using wirewise::tests::VerbRun;

class TestCliScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyStepPasses();
    void aStepThatFailsIsSaid();
    void everythingIsSent();
    void theEndMayBeExpected();
    void badScripts_data();
    void badScripts();

private:
    void play(VerbRun &run, const QByteArray &script);

    QTemporaryDir m_folder;
    QStringList m_heard; ///< by the server
    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
};

/// Confirms a subscription, then reports a call; closes when told to.
void TestCliScript::initTestCase()
{
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
    connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
        QWebSocket *client = m_server.nextPendingConnection();
        connect(client, &QWebSocket::textMessageReceived, client, [this, client](const QString &text) {
            m_heard.append(text);
            if (text == QStringLiteral("leave")) {
                client->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("as told"));
            } else {
                client->sendTextMessage(
                    QStringLiteral("{\"type\":\"subscription_confirmed\",\"id\":\"%1\"}").arg(text));
                client->sendTextMessage(
                    QStringLiteral("{\"type\":\"call_completed\",\"id\":\"%1\"}").arg(text));
            }
        });
        connect(client, &QWebSocket::disconnected, client, &QObject::deleteLater);
    });
}

void TestCliScript::play(VerbRun &run, const QByteArray &script)
{
    const QString path = m_folder.filePath(QStringLiteral("script.txt"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(script) != script.size())
        qFatal("the script was not written");
    file.close();
    run.run({QStringLiteral("connect"), QStringLiteral("--proxy"), QStringLiteral("none"),
             QStringLiteral("--quiet"), QStringLiteral("--script"), path, m_server.serverUrl().toString()});
}

void TestCliScript::everyStepPasses()
{
    qputenv("WIREWISE_TEST_CALL", "EL_1");
    VerbRun run;
    play(run, "send {{env:WIREWISE_TEST_CALL}}\n"
              "expect within 60s type:subscription_confirmed\n"
              "keep id $.id\n"
              "expect within 60s type:call_completed id:{{id}}\n");
    QVERIFY2(run.status == 0, qPrintable(run.printed() + run.complaints()));
    QCOMPARE(run.printed().count(QStringLiteral("pass")), qsizetype(4));
    QVERIFY(run.printed().contains(QStringLiteral("send {{env:WIREWISE_TEST_CALL}}")));
}

void TestCliScript::aStepThatFailsIsSaid()
{
    VerbRun run;
    play(run, "send a\nexpect within 50ms type:never\nsend b\n");
    QCOMPARE(run.status, 1);
    QVERIFY2(run.printed().contains(QStringLiteral("FAIL")), qPrintable(run.printed()));
    QVERIFY(run.printed().contains(QStringLiteral("No such message came in time.")));
    QVERIFY(!run.printed().contains(QStringLiteral("send b")));
}

/// Also where nothing is expected behind them.
void TestCliScript::everythingIsSent()
{
    m_heard.clear();
    VerbRun run;
    play(run, "send a\nsend b\nsend c\nclose 1000\n");
    QVERIFY2(run.status == 0, qPrintable(run.printed() + run.complaints()));
    QCOMPARE(m_heard, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
}

void TestCliScript::theEndMayBeExpected()
{
    VerbRun run;
    play(run, "send leave\nexpect-close 1008 within 60s\n");
    QVERIFY2(run.status == 0, qPrintable(run.printed() + run.complaints()));
    VerbRun other;
    play(other, "send leave\nexpect-close 1000 within 60s\n");
    QCOMPARE(other.status, 1);
    QVERIFY(other.printed().contains(QStringLiteral("1008")));
}

void TestCliScript::badScripts_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("an unknown step") << QByteArray("tell a") << QStringLiteral("Line 1: tell is no step");
    QTest::newRow("too long") << QByteArray(1024 * 1024 + 1, '#') << QStringLiteral("longer than 1 MiB");
}

void TestCliScript::badScripts()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, sentence);
    VerbRun run;
    play(run, script);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(sentence), qPrintable(run.complaints()));
}

QTEST_GUILESS_MAIN(TestCliScript)
#include "test_cli_script.moc"
