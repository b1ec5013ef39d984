#include "cli/verbrun.h"
#include "lab/labserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace wirewise;
using wirewise::tests::VerbRun;

class TestCliIdle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limitIsFoundAndPingsPreventIt();
    void noLimitWithinTheTime();
    void refusedUpgradeIsDiagnosed();
    void interruptTellsWhatIsKnown();
    void badUsage_data();
    void badUsage();

private:
    QString urlOf(const QByteArray &scenario) const
    {
        return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(scenario)));
    }

    lab::LabServer m_lab;
};

void TestCliIdle::initTestCase()
{
    QVERIFY(m_lab.start());
}

/// The lab drops whatever is quiet for two seconds.
void TestCliIdle::limitIsFoundAndPingsPreventIt()
{
    VerbRun idle;
    idle.run({QStringLiteral("idle"), QStringLiteral("--json"), QStringLiteral("--rounds"),
              QStringLiteral("2"), QStringLiteral("--up-to=60"), urlOf("session.idle-timeout")});
    QCOMPARE(idle.status, 1);
    const QJsonObject document = QJsonDocument::fromJson(idle.out.data()).object();
    QCOMPARE(document.value(QStringLiteral("schema")).toInt(), 1);
    const QJsonObject found = document.value(QStringLiteral("idle")).toObject();
    QVERIFY2(found.value(QStringLiteral("outcome")) == QStringLiteral("silence-limit"),
             QJsonDocument(found).toJson().constData());
    QVERIFY(found.value(QStringLiteral("limit_s")).toDouble() > 1);
    QVERIFY(found.value(QStringLiteral("ping_every_s")).toDouble() > 0);
    QCOMPARE(found.value(QStringLiteral("silent")).toArray().size(), 2);
    QCOMPARE(found.value(QStringLiteral("control")).toObject().value(QStringLiteral("end")).toString(),
             QStringLiteral("open"));
    const QJsonObject result = document.value(QStringLiteral("results")).toArray().at(0).toObject();
    const QJsonObject finding = result.value(QStringLiteral("findings")).toArray().at(0).toObject();
    QCOMPARE(finding.value(QStringLiteral("id")).toString(), QStringLiteral("session.idle-timeout"));
    QVERIFY2(idle.complaints().contains(QStringLiteral("One more connection: open, with a ping every")),
             qPrintable(idle.complaints()));
}

void TestCliIdle::noLimitWithinTheTime()
{
    VerbRun idle;
    idle.run({QStringLiteral("idle"), QStringLiteral("--rounds=1"), QStringLiteral("--up-to"),
              QStringLiteral("1"), urlOf("upgrade.ok")});
    QCOMPARE(idle.status, 0);
    QVERIFY2(idle.printed().startsWith(QStringLiteral("No limit found: 1 s of silence ended no connection")),
             qPrintable(idle.printed()));
    QVERIFY2(idle.printed().contains(QStringLiteral("still answered a ping")), qPrintable(idle.printed()));
}

void TestCliIdle::refusedUpgradeIsDiagnosed()
{
    VerbRun idle;
    idle.run({QStringLiteral("idle"), urlOf("upgrade.route-missing")});
    QCOMPARE(idle.status, 1);
    QVERIFY2(idle.printed().contains(QStringLiteral("fails: ")), qPrintable(idle.printed()));
}

void TestCliIdle::interruptTellsWhatIsKnown()
{
    VerbRun idle;
    idle.start({QStringLiteral("idle"), urlOf("upgrade.ok")});
    QTRY_VERIFY_WITH_TIMEOUT(idle.complaints().contains(QStringLiteral("silent from now on")), 60000);
    idle.verb->interrupt();
    idle.finish();
    QCOMPARE(idle.status, 0);
    QVERIFY2(idle.printed().startsWith(QStringLiteral("Stopped: no connection was dropped within")),
             qPrintable(idle.printed()));
}

void TestCliIdle::badUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no address") << QStringList{QStringLiteral("idle")};
    QTest::newRow("two addresses") << QStringList{QStringLiteral("idle"), QStringLiteral("ws://a/"),
                                                  QStringLiteral("ws://b/")};
    QTest::newRow("too many rounds") << QStringList{QStringLiteral("idle"), QStringLiteral("--rounds=6"),
                                                    QStringLiteral("ws://a/")};
    QTest::newRow("no time") << QStringList{QStringLiteral("idle"), QStringLiteral("--up-to=0"),
                                            QStringLiteral("ws://a/")};
}

void TestCliIdle::badUsage()
{
    QFETCH(QStringList, words);
    VerbRun idle;
    idle.run(words);
    QCOMPARE(idle.status, 2);
    QVERIFY(!idle.complaints().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliIdle)
#include "test_cli_idle.moc"
